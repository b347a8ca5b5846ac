import { settingsTable, type SettingValues } from './settings.table.ts';

const known: readonly string[] = Object.values(settingsTable).map(({ name }) => name);

/** Number of single-letter edits between two names (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const nearest = (name: string): string | undefined =>
  known
    .map(candidate => ({ candidate, edits: distance(name, candidate) }))
    .filter(({ edits }) => edits <= 3)
    .sort((a, b) => a.edits - b.edits)[0]?.candidate;

const unknown = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(env)
    .filter(name => name.startsWith('CISTERNA_') && !known.includes(name))
    .sort()
    .map(name => {
      const meant = nearest(name);
      return `${name} is not a setting${meant === undefined ? '' : `; was ${meant} meant?`}`;
    });

const unused: readonly ((values: SettingValues) => string | null)[] = [
  ({ log, brokers }) =>
    log === 'embedded' && brokers !== null ? 'KAFKA_BROKERS is not used: CISTERNA_LOG is embedded' : null,
  ({ auth, adminKey }) =>
    auth === 'open' && adminKey !== null ? 'CISTERNA_ADMIN_KEY is not used: CISTERNA_AUTH is open' : null,
  ({ auth, oidcIssuer }) =>
    auth !== 'oidc' && oidcIssuer !== null ? `CISTERNA_OIDC_ISSUER is not used: CISTERNA_AUTH is ${auth}` : null,
  ({ saslMechanism, ssl }) =>
    saslMechanism === 'plain' && !ssl
      ? 'KAFKA_SASL_MECHANISM=plain without KAFKA_SSL=1 sends the password in the clear'
      : null,
];

/** What is probably a mistake but does no harm by itself: unknown CISTERNA_ variables, and settings that do nothing or too little. */
export const settingsWarnings = (env: NodeJS.ProcessEnv, values: SettingValues): readonly string[] => [
  ...unknown(env),
  ...unused.map(check => check(values)).filter(warning => warning !== null),
];
