import { createLogger } from './logger.ts';
import { readSettings } from './settings/settings.ts';

const linesOf = (
  write: (log: ReturnType<typeof createLogger>) => void,
  logLevel: 'info' | 'warn' = 'info',
): Record<string, unknown>[] => {
  const lines: string[] = [];
  write(createLogger({ logLevel }, { write: line => void lines.push(line) }));
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
};

describe('the logger', () => {
  it('writes an event’s name and fields as one line, with level and time in words', () => {
    const [line] = linesOf(log => {
      log.warn({ pumpId: 'P-7', gap: 3 }, 'telemetry.gap-found');
    });
    expect(line).toMatchObject({ level: 'warn', pumpId: 'P-7', gap: 3, msg: 'telemetry.gap-found' });
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('leaves out what is less severe than its level', () => {
    const write = (log: ReturnType<typeof createLogger>): void => {
      log.info({}, 'a.b');
    };
    expect(linesOf(write)).toHaveLength(1);
    expect(linesOf(write, 'warn')).toHaveLength(0);
  });

  it('tells an error’s stack and cause', () => {
    const [line] = linesOf(log => {
      log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'x.failed');
    });
    expect(line?.['err']).toMatchObject({
      type: 'Error',
      message: 'outer: inner',
      stack: expect.stringContaining('inner') as string,
    });
  });

  it('hides every secret of the settings, wherever they are logged whole', () => {
    const settings = readSettings({
      CISTERNA_LOG: 'kafka',
      KAFKA_BROKERS: 'k:1',
      KAFKA_SSL: '1',
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_SASL_USERNAME: 'u',
      KAFKA_SASL_PASSWORD: 'hush-sasl',
      DATABASE_URL: 'postgres://u:hush-db@db/x',
      SMTP_URL: 'smtp://u:hush-mail@mail',
      CISTERNA_MAIL_FROM: 'a@b.example',
      CISTERNA_AUTH: 'keys',
      CISTERNA_ADMIN_KEY: 'hush-admin-key-hush',
    });
    const lines = linesOf(log => {
      log.info({ settings }, 'start.settings');
      log.info(settings, 'start.settings');
      log.info({ access: settings.access, mail: settings.mail, database: settings.database }, 'start.settings');
    });
    expect(JSON.stringify(lines)).not.toContain('hush');
    expect(lines[0]).toMatchObject({ settings: { access: { kind: 'keys', adminKey: '(hidden)' } } });
  });

  it('hides credentials in the headers of requests and subscriptions’ secrets', () => {
    const lines = linesOf(log => {
      log.info({ req: { headers: { authorization: 'Bearer hush', cookie: 'hush', host: 'seen' } } }, 'http.request');
      log.info({ subscription: { secret: 'hush' }, password: 'hush' }, 'subscription.made');
    });
    expect(JSON.stringify(lines)).not.toContain('hush');
    expect(JSON.stringify(lines)).toContain('seen');
  });
});
