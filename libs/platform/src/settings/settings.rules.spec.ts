import { SettingsError } from './settings.error.ts';
import { readSettings } from './settings.ts';

const problems = (env: NodeJS.ProcessEnv): Readonly<Record<string, string>> => {
  try {
    readSettings(env);
    return {};
  } catch (error) {
    if (error instanceof SettingsError)
      return Object.fromEntries(error.faults.map(({ variable, problem }) => [variable, problem]));
    throw error;
  }
};

const keys = { CISTERNA_AUTH: 'keys', CISTERNA_ADMIN_KEY: 'k'.repeat(16) };

describe('access for everybody', () => {
  it.each(['0.0.0.0', '::', '10.1.2.3', 'cisterna.example'])('is refused on %s', HOST => {
    expect(problems({ HOST })['HOST']).toMatch(/loopback address .* CISTERNA_AUTH=keys/);
    expect(problems({ HOST, ...keys })).toEqual({});
  });

  it.each(['127.0.0.1', '127.3.2.1', '::1', 'localhost'])('is fine on %s', HOST => {
    expect(problems({ HOST })).toEqual({});
  });
});

describe('access by keys', () => {
  it('needs a first key of at least 16 characters', () => {
    expect(problems({ CISTERNA_AUTH: 'keys' })).toEqual({
      CISTERNA_ADMIN_KEY: expect.stringContaining('needed under CISTERNA_AUTH=keys') as string,
    });
    expect(problems({ ...keys, CISTERNA_ADMIN_KEY: 'k'.repeat(15) })).toEqual({
      CISTERNA_ADMIN_KEY: expect.stringContaining('allowed') as string,
    });
    expect(problems(keys)).toEqual({});
  });
});

describe('access by OpenID Connect', () => {
  const oidc = {
    CISTERNA_AUTH: 'oidc',
    CISTERNA_OIDC_ISSUER: 'https://id.example/realms/north',
    CISTERNA_OIDC_AUDIENCE: 'cisterna',
  };

  it('needs an issuer and an audience, and no key', () => {
    expect(problems({ CISTERNA_AUTH: 'oidc' })).toEqual({
      CISTERNA_OIDC_ISSUER: expect.stringContaining('needed under CISTERNA_AUTH=oidc') as string,
      CISTERNA_OIDC_AUDIENCE: expect.stringContaining('needed under CISTERNA_AUTH=oidc') as string,
    });
    expect(problems({ ...oidc, HOST: '0.0.0.0' })).toEqual({});
  });

  it('reads which claims say what, with names of their own where none are given', () => {
    const access = { kind: 'oidc', issuer: oidc.CISTERNA_OIDC_ISSUER, audience: 'cisterna' };
    expect(readSettings(oidc).access).toEqual({
      ...access,
      claims: { role: 'cisterna_role', clinics: 'cisterna_clinics', pumps: 'cisterna_pumps' },
      adminKey: null,
    });
    const named = {
      CISTERNA_OIDC_ROLE_CLAIM: 'realm_access.role',
      CISTERNA_OIDC_CLINICS_CLAIM: 'https://id.example/clinics',
      CISTERNA_OIDC_PUMPS_CLAIM: 'pumps',
      CISTERNA_ADMIN_KEY: 'sixteen-letters!',
    };
    expect(readSettings({ ...oidc, ...named }).access).toEqual({
      ...access,
      claims: { role: 'realm_access.role', clinics: 'https://id.example/clinics', pumps: 'pumps' },
      adminKey: 'sixteen-letters!',
    });
  });

  it('names all that is wrong with its settings at once', () => {
    const wrong = {
      CISTERNA_OIDC_ISSUER: 'id.example',
      CISTERNA_OIDC_AUDIENCE: 'two words',
      CISTERNA_OIDC_ROLE_CLAIM: 'a role',
      CISTERNA_OIDC_CLINICS_CLAIM: 'a clinic',
      CISTERNA_OIDC_PUMPS_CLAIM: 'a pump',
    };
    expect(Object.keys(problems({ ...oidc, ...wrong }))).toEqual(Object.keys(wrong));
  });

  it.each(['http://127.0.0.1:9000', 'http://[::1]:9000', 'http://localhost/realm', 'https://id.example/'])(
    'takes the issuer %s',
    CISTERNA_OIDC_ISSUER => {
      expect(problems({ ...oidc, CISTERNA_OIDC_ISSUER })).toEqual({});
    },
  );

  it.each([
    ['http://id.example', /https/],
    ['http://10.0.0.1', /https/],
    ['https://id.example/?a=b', /neither/],
    ['https://id.example/#a', /neither/],
    ['https://user:word@id.example/', /neither/],
  ])('refuses the issuer %s', (CISTERNA_OIDC_ISSUER, why) => {
    expect(problems({ ...oidc, CISTERNA_OIDC_ISSUER })).toEqual({
      CISTERNA_OIDC_ISSUER: expect.stringMatching(why) as string,
    });
  });
});

describe('Kafka', () => {
  const kafka = { CISTERNA_LOG: 'kafka', KAFKA_BROKERS: 'kafka:9092' };

  it('needs brokers', () => {
    expect(Object.keys(problems({ CISTERNA_LOG: 'kafka' }))).toEqual(['KAFKA_BROKERS']);
    expect(problems(kafka)).toEqual({});
  });

  it('takes a login whole or not at all', () => {
    const login = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(problems({ ...kafka, ...login })).toEqual({});
    expect(Object.keys(problems({ ...kafka, ...login, KAFKA_SASL_PASSWORD: '' }))).toEqual(['KAFKA_SASL_PASSWORD']);
    expect(Object.keys(problems({ ...kafka, KAFKA_SASL_PASSWORD: 'p' }))).toEqual([
      'KAFKA_SASL_MECHANISM',
      'KAFKA_SASL_USERNAME',
    ]);
  });
});

describe('topics', () => {
  it('must all differ', () => {
    expect(Object.keys(problems({ CISTERNA_TOPIC_ALERTS: 'pump.telemetry.v1' }))).toEqual(['CISTERNA_TOPIC_ALERTS']);
    expect(Object.keys(problems({ CISTERNA_TOPIC_DLQ: 'pump.alerts.v1' }))).toEqual(['CISTERNA_TOPIC_DLQ']);
    const same = { CISTERNA_TOPIC_TELEMETRY: 'x', CISTERNA_TOPIC_ALERTS: 'x', CISTERNA_TOPIC_DLQ: 'x' };
    expect(Object.keys(problems(same))).toEqual(['CISTERNA_TOPIC_ALERTS', 'CISTERNA_TOPIC_DLQ']);
  });

  it('must differ in more than . and _, which Kafka takes for the same', () => {
    expect(Object.keys(problems({ CISTERNA_TOPIC_DLQ: 'pump_telemetry_v1' }))).toEqual(['CISTERNA_TOPIC_DLQ']);
  });
});

describe('e-mail', () => {
  it('needs both a server and a sender', () => {
    expect(Object.keys(problems({ SMTP_URL: 'smtp://mail' }))).toEqual(['CISTERNA_MAIL_FROM']);
    expect(Object.keys(problems({ CISTERNA_MAIL_FROM: 'a@b.example' }))).toEqual(['SMTP_URL']);
    expect(readSettings({ SMTP_URL: 'smtp://mail', CISTERNA_MAIL_FROM: 'a@b.example' }).mail).toEqual({
      smtpUrl: 'smtp://mail',
      from: 'a@b.example',
    });
  });
});
