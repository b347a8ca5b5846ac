import { join, resolve } from 'node:path';
import {
  createLogger,
  createMetrics,
  Health,
  readSettings,
  requirePart,
  serveHealth,
  Shutdown,
  wallClock,
  type Logger,
  type Settings,
} from '@cisterna/platform';
import { FileBookmark } from './live/fleet-bookmark.ts';
import { FleetRunner } from './live/fleet-runner.ts';
import { SimulatedFleet } from './live/simulated-fleet.ts';
import { openKafka } from './sinks/open-kafka.ts';

/** Pumps where CISTERNA_SIMULATE says nothing. */
const usualPumps = 24;

const start = async (settings: Settings, log: Logger): Promise<void> => {
  const shutdown = new Shutdown({ log });
  shutdown.listen();
  const events = openKafka(settings, log);
  shutdown.add('event-log', () => events.close());
  const dataDir = resolve(process.env['CISTERNA_DATA_DIR'] ?? './.cisterna');
  const fleet = new SimulatedFleet({
    choice: { pumps: settings.simulatedPumps || usualPumps },
    append: records => events.append(records),
    bookmark: new FileBookmark(join(dataDir, 'simulated-fleet.json')),
    clock: wallClock,
    log,
  });
  const health = new Health();
  health.register('event-log', async () => {
    await events.check();
    return { ok: true };
  });
  const server = await serveHealth(settings, health, createMetrics());
  shutdown.add('health', () => server.close());
  await events.ready();
  const runner = new FleetRunner(fleet, error => {
    shutdown.fail(error);
  });
  shutdown.add('fleet', () => runner.stop());
  runner.start();
  health.started();
};

const begin = async (): Promise<void> => {
  const settings = readSettings(process.env);
  requirePart(settings, 'simulator');
  await start(settings, createLogger(settings));
};

begin().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
