import { isLoopback, isTrustworthy } from './loopback.ts';
import type { SettingsFault } from './settings.error.ts';
import { settingsTable, type SettingValues } from './settings.table.ts';

type Rule = (values: SettingValues) => SettingsFault | null;
type Key = keyof SettingValues;

const needs = (values: SettingValues, key: Key, why: string): SettingsFault | null =>
  values[key] === null
    ? { variable: settingsTable[key].name, given: null, problem: `needed ${why}: ${settingsTable[key].allowed}` }
    : null;

const together = (...keys: readonly Key[]): readonly Rule[] =>
  keys.map(key => values => {
    const partner = keys.find(other => values[other] !== null);
    return partner === undefined ? null : needs(values, key, `where ${settingsTable[partner].name} is set`);
  });

/** Kafka itself takes `a.b` and `a_b` for one name in its metrics and refuses the second. */
const differs = (key: 'topicAlerts' | 'topicDlq', others: readonly ('topicTelemetry' | 'topicAlerts')[]): Rule => {
  const asKafka = (name: string): string => name.replaceAll('.', '_');
  return values => {
    const same = others.find(other => asKafka(values[other]) === asKafka(values[key]));
    if (same === undefined) return null;
    return {
      variable: settingsTable[key].name,
      given: values[key],
      problem: `must differ from ${settingsTable[same].name} (to Kafka . and _ are the same here)`,
    };
  };
};

const openStaysHome: Rule = ({ auth, host }) =>
  auth === 'open' && !isLoopback(host)
    ? {
        variable: 'HOST',
        given: host,
        problem:
          'CISTERNA_AUTH=open lets everybody in, so it needs a loopback address (127.0.0.0/8, ::1, localhost); else set CISTERNA_AUTH=keys or oidc',
      }
    : null;

const issuerProblem = (issuer: string): string | null => {
  const { search, hash, username } = new URL(issuer);
  if (!isTrustworthy(issuer))
    return 'must be https:// unless it is on a loopback address: who can change its answers can let himself in';
  // OpenID Connect Discovery 1.0, section 3.
  return search === '' && hash === '' && username === '' ? null : 'must have neither a login, nor ? nor #';
};

const issuerIsSafe: Rule = ({ oidcIssuer }) => {
  const problem = oidcIssuer === null ? null : issuerProblem(oidcIssuer);
  return problem === null ? null : { variable: settingsTable.oidcIssuer.name, given: JSON.stringify(oidcIssuer), problem };
};

/** What must hold between variables; each rule gives at most one fault. */
export const settingsRules: readonly Rule[] = [
  values => (values.log === 'kafka' ? needs(values, 'brokers', 'under CISTERNA_LOG=kafka') : null),
  ...together('saslMechanism', 'saslUsername', 'saslPassword'),
  differs('topicAlerts', ['topicTelemetry']),
  differs('topicDlq', ['topicTelemetry', 'topicAlerts']),
  openStaysHome,
  values => (values.auth === 'keys' ? needs(values, 'adminKey', 'under CISTERNA_AUTH=keys') : null),
  values => (values.auth === 'oidc' ? needs(values, 'oidcIssuer', 'under CISTERNA_AUTH=oidc') : null),
  values => (values.auth === 'oidc' ? needs(values, 'oidcAudience', 'under CISTERNA_AUTH=oidc') : null),
  issuerIsSafe,
  ...together('smtpUrl', 'mailFrom'),
];
