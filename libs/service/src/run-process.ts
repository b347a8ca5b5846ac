import { createLogger, createMetrics, Health, readSettings, requirePart, SettingsError, Shutdown, wallClock, type Logger, type Settings } from '@cisterna/platform';
import { databaseUrl, openDatabase } from './open-database.ts';
import { openEventLog } from './open-event-log.ts';
import type { Service, ServicePart } from './service.ts';

/** Errors that a person must mend carry their whole story in their message; a stack would hide it. */
const isPlain = (error: unknown): error is Error => error instanceof Error && 'code' in error && 'retriable' in error;

const complain = (error: unknown): void => {
  process.stderr.write(`${isPlain(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
};

const settingsOrExit = (part: ServicePart): Settings => {
  try {
    const settings = readSettings(process.env);
    if (part !== 'cisterna' && part !== 'rebuild') requirePart(settings, part);
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    complain(error);
    process.exit(1);
  }
};

const open = async (part: ServicePart, settings: Settings, shutdown: Shutdown, log: Logger): Promise<Service> => {
  const health = new Health();
  const url = await databaseUrl(settings, shutdown, log);
  const model = await openDatabase(url, log);
  shutdown.add('read-model', () => model.close());
  const eventLog = openEventLog(settings, url, log);
  shutdown.add('event-log', () => eventLog.close());
  health.register('database', async () => {
    await model.dataSource.query('select 1');
    return { ok: true };
  });
  health.register('log', async () => {
    await eventLog.check();
    return { ok: true };
  });
  shutdown.add('readiness', () => {
    health.stopping();
  });
  return { part, settings, log, clock: wallClock, metrics: createMetrics(), health, shutdown, model, databaseUrl: url, eventLog };
};

/**
 * The frame of every process: reads the settings, opens what all parts need, runs the part, and ends in order on a signal.
 * A start that can't succeed says everything that is wrong and exits with 1.
 */
export const runProcess = async (part: ServicePart, run: (service: Service) => Promise<void>): Promise<void> => {
  const settings = settingsOrExit(part);
  const log = createLogger(settings);
  for (const warning of settings.warnings) log.warn({ warning }, 'settings.suspicious');
  const shutdown = new Shutdown({ log });
  shutdown.listen();
  try {
    const service = await open(part, settings, shutdown, log);
    await run(service);
    service.health.started();
    log.info({ part, pid: process.pid }, 'service.started');
  } catch (error) {
    complain(error);
    await shutdown.run('start-failed', 1);
  }
};
