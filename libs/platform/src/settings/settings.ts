import { resolve } from 'node:path';
import { accessOf, type AccessSettings } from './settings.access.ts';
import { SettingsError, type SettingsFault } from './settings.error.ts';
import { settingsRules } from './settings.rules.ts';
import { settingsTable, type SettingValues } from './settings.table.ts';
import { settingsWarnings } from './settings.warnings.ts';
import type { Variable } from './variable.ts';

/** How to reach Kafka. `sasl` null: no login. */
export interface KafkaSettings {
  readonly kind: 'kafka';
  readonly brokers: readonly string[];
  readonly ssl: boolean;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
}

/** What the environment says, checked and frozen. Holds secrets: the logger hides them. */
export interface Settings {
  readonly log: { readonly kind: 'embedded' } | KafkaSettings;
  readonly topics: { readonly telemetry: string; readonly alerts: string; readonly deadLetters: string };
  readonly group: string;
  readonly partitions: number;
  /** Replicas of a topic that the service creates; null leaves it to the broker. */
  readonly replication: number | null;
  /** Where a process keeps what belongs to its machine: the embedded database, a simulator’s place. Absolute. */
  readonly dataDir: string;
  readonly database:
    { readonly kind: 'embedded'; readonly dataDir: string } | { readonly kind: 'url'; readonly url: string };
  readonly http: { readonly host: string; readonly port: number };
  readonly clock: 'wall' | 'stream';
  readonly simulatedPumps: number;
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  readonly webhooksMayBePrivate: boolean;
  readonly keepAttemptsDays: number;
  readonly access: AccessSettings;
  readonly logLevel: SettingValues['logLevel'];
  /** Probable mistakes that do not stop the start; to be logged by it. */
  readonly warnings: readonly string[];
}

const shown = ({ secret }: Variable<unknown>, text: string): string => (secret ? '(not shown)' : JSON.stringify(text));

const readVariable = (variable: Variable<unknown>, env: NodeJS.ProcessEnv, faults: SettingsFault[]): unknown => {
  const text = env[variable.name] ?? '';
  if (text === '') return variable.fallback;
  const value = variable.parse(text);
  if (value !== undefined) return value;
  faults.push({ variable: variable.name, given: shown(variable, text), problem: `allowed: ${variable.allowed}` });
  return variable.fallback;
};

const sasl = ({ saslMechanism, saslUsername, saslPassword }: SettingValues): KafkaSettings['sasl'] =>
  saslMechanism === null
    ? null
    : { mechanism: saslMechanism, username: saslUsername ?? '', password: saslPassword ?? '' };

const mail = ({ smtpUrl, mailFrom }: SettingValues): Settings['mail'] =>
  smtpUrl === null || mailFrom === null ? null : { smtpUrl, from: mailFrom };

const assemble = (values: SettingValues, warnings: readonly string[]): Settings => ({
  log:
    values.log === 'embedded'
      ? { kind: 'embedded' }
      : { kind: 'kafka', brokers: values.brokers ?? [], ssl: values.ssl, sasl: sasl(values) },
  topics: { telemetry: values.topicTelemetry, alerts: values.topicAlerts, deadLetters: values.topicDlq },
  group: values.group,
  partitions: values.partitions,
  replication: values.replication,
  dataDir: resolve(values.dataDir),
  database:
    values.database === 'embedded'
      ? { kind: 'embedded', dataDir: resolve(values.dataDir) }
      : { kind: 'url', url: values.database },
  http: { host: values.host, port: values.port },
  clock: values.clock,
  simulatedPumps: values.simulate,
  mail: mail(values),
  webhooksMayBePrivate: values.webhookPrivate ?? values.auth === 'open',
  keepAttemptsDays: values.keepAttemptsDays,
  access: accessOf(values),
  logLevel: values.logLevel,
  warnings,
});

const freeze = <T extends object>(value: T): T => {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part as object);
  return Object.freeze(value);
};

/**
 * Reads every setting from the environment; an empty variable counts as unset.
 * @throws SettingsError naming each variable that is wrong, what was given and what is allowed; secrets are not shown.
 */
export const readSettings = (env: NodeJS.ProcessEnv): Settings => {
  const faults: SettingsFault[] = [];
  const entries = Object.entries(settingsTable).map(([key, variable]) => [key, readVariable(variable, env, faults)]);
  const values = Object.fromEntries(entries) as SettingValues;
  const wrong = new Set(faults.map(({ variable }) => variable));
  for (const rule of settingsRules) {
    const fault = rule(values);
    if (fault !== null && !wrong.has(fault.variable)) faults.push(fault);
  }
  if (faults.length > 0) throw new SettingsError(faults);
  return freeze(assemble(values, settingsWarnings(env, values)));
};
