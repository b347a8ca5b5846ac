import fc from 'fast-check';
import { SettingsError, type SettingsFault } from './settings.error.ts';
import { settingsTable } from './settings.table.ts';
import { readSettings } from './settings.ts';

const faultsOf = (env: NodeJS.ProcessEnv): readonly SettingsFault[] => {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
};

const faultyVariables = (env: NodeJS.ProcessEnv): readonly string[] => faultsOf(env).map(({ variable }) => variable);

describe('settings from an empty environment', () => {
  it('are those of a demonstration on one machine', () => {
    expect(readSettings({})).toEqual({
      log: { kind: 'embedded' },
      topics: { telemetry: 'pump.telemetry.v1', alerts: 'pump.alerts.v1', deadLetters: 'pump.telemetry.dlq.v1' },
      group: 'cisterna',
      partitions: 8,
      replication: null,
      dataDir: `${process.cwd()}/.cisterna`,
      database: { kind: 'embedded', dataDir: `${process.cwd()}/.cisterna` },
      http: { host: '127.0.0.1', port: 8080 },
      clock: 'wall',
      simulatedPumps: 0,
      mail: null,
      webhooksMayBePrivate: true,
      keepAttemptsDays: 90,
      access: { kind: 'open' },
      logLevel: 'info',
      warnings: [],
    });
  });

  it('are the same when every variable is set to nothing, as compose files do', () => {
    const empty = Object.fromEntries(Object.values(settingsTable).map(({ name }) => [name, '']));
    expect(readSettings(empty)).toEqual(readSettings({}));
  });

  it('can not be changed by anybody', () => {
    const settings = readSettings({ CISTERNA_LOG: 'kafka', KAFKA_BROKERS: 'a:1,b:2' });
    expect(Object.isFrozen(settings)).toBe(true);
    expect(Object.isFrozen(settings.topics)).toBe(true);
    expect(settings.log.kind === 'kafka' && Object.isFrozen(settings.log.brokers)).toBe(true);
  });
});

describe('settings of a real deployment', () => {
  it('are all read', () => {
    const settings = readSettings({
      CISTERNA_LOG: 'kafka',
      KAFKA_BROKERS: 'kafka-1:9093,kafka-2:9093',
      KAFKA_SSL: '1',
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: 'cisterna',
      KAFKA_SASL_PASSWORD: ' kept as it is ',
      CISTERNA_TOPIC_TELEMETRY: 'a.telemetry',
      CISTERNA_TOPIC_ALERTS: 'a.alerts',
      CISTERNA_TOPIC_DLQ: 'a.dlq',
      CISTERNA_GROUP: 'ward-7',
      DATABASE_URL: 'postgresql://u:p@db/cisterna',
      CISTERNA_PARTITIONS: '24',
      CISTERNA_REPLICATION: '3',
      HOST: '0.0.0.0',
      PORT: '0',
      CISTERNA_CLOCK: 'stream',
      CISTERNA_SIMULATE: '24',
      SMTP_URL: 'smtps://u:p@mail:465',
      CISTERNA_MAIL_FROM: 'Cisterna <alerts@clinic.example>',
      CISTERNA_WEBHOOK_PRIVATE: '1',
      CISTERNA_KEEP_ATTEMPTS_DAYS: '365',
      CISTERNA_AUTH: 'keys',
      CISTERNA_ADMIN_KEY: 'sixteen-letters!',
      LOG_LEVEL: 'debug',
    });
    expect(settings).toMatchObject({
      log: {
        kind: 'kafka',
        brokers: ['kafka-1:9093', 'kafka-2:9093'],
        ssl: true,
        sasl: { mechanism: 'scram-sha-512', username: 'cisterna', password: ' kept as it is ' },
      },
      topics: { telemetry: 'a.telemetry', alerts: 'a.alerts', deadLetters: 'a.dlq' },
      group: 'ward-7',
      partitions: 24,
      replication: 3,
      database: { kind: 'url', url: 'postgresql://u:p@db/cisterna' },
      http: { host: '0.0.0.0', port: 0 },
      clock: 'stream',
      simulatedPumps: 24,
      mail: { smtpUrl: 'smtps://u:p@mail:465', from: 'Cisterna <alerts@clinic.example>' },
      webhooksMayBePrivate: true,
      keepAttemptsDays: 365,
      access: { kind: 'keys', adminKey: 'sixteen-letters!' },
      logLevel: 'debug',
      warnings: [],
    });
  });

  it('make the data folder absolute', () => {
    expect(readSettings({ CISTERNA_DATA_DIR: 'here' }).database).toEqual({
      kind: 'embedded',
      dataDir: `${process.cwd()}/here`,
    });
    expect(readSettings({ CISTERNA_DATA_DIR: '/var/lib/x' }).database).toEqual({
      kind: 'embedded',
      dataDir: '/var/lib/x',
    });
  });

  it('keep webhooks public unless everybody is let in anyway, or they say otherwise', () => {
    const keys = { CISTERNA_AUTH: 'keys', CISTERNA_ADMIN_KEY: 'k'.repeat(16) };
    expect(readSettings(keys).webhooksMayBePrivate).toBe(false);
    expect(readSettings({ ...keys, CISTERNA_WEBHOOK_PRIVATE: '1' }).webhooksMayBePrivate).toBe(true);
    expect(readSettings({ CISTERNA_WEBHOOK_PRIVATE: '0' }).webhooksMayBePrivate).toBe(false);
  });
});

describe('faults', () => {
  it('are named all at once, with what was given and what is allowed', () => {
    expect(faultsOf({ PORT: '65536', CISTERNA_CLOCK: 'sundial', CISTERNA_AUTH: 'keys' })).toEqual([
      { variable: 'PORT', given: '"65536"', problem: 'allowed: a whole number from 0 to 65535' },
      { variable: 'CISTERNA_CLOCK', given: '"sundial"', problem: 'allowed: wall, stream' },
      {
        variable: 'CISTERNA_ADMIN_KEY',
        given: null,
        problem: 'needed under CISTERNA_AUTH=keys: 16 to 512 printable characters without spaces',
      },
    ]);
  });

  it('stand in the error’s message, one a line', () => {
    expect(() => readSettings({ PORT: 'http', CISTERNA_LOG: 'kafka' })).toThrow(
      [
        "These settings can't be used:",
        '  PORT="http": allowed: a whole number from 0 to 65535',
        '  KAFKA_BROKERS (not set): needed under CISTERNA_LOG=kafka: host:port, several separated by commas',
      ].join('\n'),
    );
  });

  it('never show a secret, whatever is wrong with it', () => {
    const secrets = Object.values(settingsTable).filter(variable => 'secret' in variable);
    expect(secrets.map(({ name }) => name)).toEqual([
      'KAFKA_SASL_PASSWORD',
      'DATABASE_URL',
      'SMTP_URL',
      'CISTERNA_ADMIN_KEY',
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.stringMatching(/^[ -~]{6,40}$/), ({ name }, text) => {
        const secret = `\u0000${text}`;
        const faults = faultsOf({ CISTERNA_AUTH: 'keys', CISTERNA_ADMIN_KEY: 'k'.repeat(16), [name]: secret });
        expect(JSON.stringify(faults)).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
    );
  });

  it('name a variable once, even if a rule between variables fails too', () => {
    expect(faultyVariables({ CISTERNA_LOG: 'kafka', KAFKA_BROKERS: 'kafka' })).toEqual(['KAFKA_BROKERS']);
    expect(faultyVariables({ CISTERNA_AUTH: 'keys', CISTERNA_ADMIN_KEY: 'short' })).toEqual(['CISTERNA_ADMIN_KEY']);
  });

  it('are errors that a retry does not mend', () => {
    expect(() => readSettings({ PORT: '-1' })).toThrow(
      expect.objectContaining({ code: 'settings-invalid', retriable: false }) as Error,
    );
  });

  it.each([
    ['CISTERNA_PARTITIONS', ['1', '1000'], ['0', '1001', '-1']],
    ['CISTERNA_REPLICATION', ['1', '32767'], ['0', '32768']],
    ['PORT', ['0', '65535'], ['65536', '80a']],
    ['CISTERNA_SIMULATE', ['0', '10000'], ['10001', '1.5']],
    ['CISTERNA_LOG', ['embedded'], ['Kafka', 'file']],
    ['LOG_LEVEL', ['fatal', 'silent', 'trace'], ['verbose', 'INFO']],
    ['CISTERNA_TOPIC_ALERTS', ['a', 'A_b-9.c', 'x'.repeat(249)], ['.', '..', 'a b', 'a/b', 'ü', 'x'.repeat(250)]],
    ['CISTERNA_GROUP', ['ward-7'], ['ward 7']],
    ['HOST', ['127.0.0.9', '::1', 'localhost'], ['127.1', 'a b', 'http://localhost', '[::1]', '-x']],
    ['DATABASE_URL', ['embedded', 'postgres://db/x'], ['mysql://db/x', 'Embedded']],
  ])('in %s are found at its borders', (variable, allowed, refused) => {
    for (const text of allowed) expect(faultyVariables({ [variable]: text })).toEqual([]);
    for (const text of refused) expect(faultyVariables({ [variable]: text })).toEqual([variable]);
  });
});
