import { readSettings } from './settings.ts';

const warnings = (env: NodeJS.ProcessEnv): readonly string[] => readSettings(env).warnings;

describe('warnings', () => {
  it('name variables that look like ours and are not, with the nearest one that is', () => {
    expect(warnings({ CISTERNA_PARTITION: '4', CISTERNA_PAPER_COLOUR: 'blue' })).toEqual([
      'CISTERNA_PAPER_COLOUR is not a setting',
      'CISTERNA_PARTITION is not a setting; was CISTERNA_PARTITIONS meant?',
    ]);
    expect(warnings({ CISTERNA_DATA_DRI: 'x' })).toEqual([
      'CISTERNA_DATA_DRI is not a setting; was CISTERNA_DATA_DIR meant?',
    ]);
  });

  it('leave other people’s variables alone', () => {
    expect(warnings({ PATH: '/bin', POSTGRES_PASSWORD: 'x', KAFKA_PORT: '9092' })).toEqual([]);
  });

  it('tell of settings that do nothing where they stand', () => {
    expect(warnings({ KAFKA_BROKERS: 'kafka:9092' })).toEqual(['KAFKA_BROKERS is not used: CISTERNA_LOG is embedded']);
    expect(warnings({ CISTERNA_ADMIN_KEY: 'k'.repeat(16) })).toEqual([
      'CISTERNA_ADMIN_KEY is not used: CISTERNA_AUTH is open',
    ]);
  });

  it('tell of an issuer whose tokens are not asked for', () => {
    const issuer = { CISTERNA_OIDC_ISSUER: 'https://id.example' };
    expect(warnings(issuer)).toEqual(['CISTERNA_OIDC_ISSUER is not used: CISTERNA_AUTH is open']);
    expect(warnings({ ...issuer, CISTERNA_AUTH: 'oidc', CISTERNA_OIDC_AUDIENCE: 'cisterna' })).toEqual([]);
  });

  it('tell of a password that goes over the wire in the clear', () => {
    const env = {
      CISTERNA_LOG: 'kafka',
      KAFKA_BROKERS: 'k:1',
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_SASL_USERNAME: 'u',
      KAFKA_SASL_PASSWORD: 'p',
    };
    expect(warnings(env)).toEqual(['KAFKA_SASL_MECHANISM=plain without KAFKA_SSL=1 sends the password in the clear']);
    expect(warnings({ ...env, KAFKA_SSL: '1' })).toEqual([]);
  });
});
