import { isIP } from 'node:net';
import { addresses, choice, flag, matching, or, url, wholeNumber, type Kind, type Variable } from './variable.ts';

const topicName = matching(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/, 'a Kafka topic name: 1 to 249 of A-Z a-z 0-9 . _ -');
const groupName = matching(/^[A-Za-z0-9._-]{1,249}$/, '1 to 249 of A-Z a-z 0-9 . _ -');
const saslText = matching(/^.{1,1024}$/s, 'a text');
const mailbox = matching(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'a mail address, or Name <address>');
const adminKey = matching(/^[\x21-\x7e]{16,512}$/, '16 to 512 printable characters without spaces');
const claimName = matching(/^\S{1,200}$/, 'the name of a claim, or a path to it with dots');
const hostName: Kind<string> = {
  allowed: 'an address or host name',
  parse: text => (isIP(text) > 0 || /^(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/.test(text) ? text : undefined),
};

/** Every variable that Cisterna reads from the environment: the one table that parsing, typo help, and the deployment files go by. */
export const settingsTable = {
  log: {
    name: 'CISTERNA_LOG',
    ...choice('embedded', 'kafka'),
    fallback: 'embedded',
    meaning: 'log of record: PostgreSQL tables or Kafka',
  },
  brokers: { name: 'KAFKA_BROKERS', ...addresses, fallback: null, meaning: 'Kafka brokers' },
  ssl: { name: 'KAFKA_SSL', ...flag, fallback: false, meaning: 'TLS to the brokers' },
  saslMechanism: {
    name: 'KAFKA_SASL_MECHANISM',
    ...choice('plain', 'scram-sha-256', 'scram-sha-512'),
    fallback: null,
    meaning: 'how to log in at the brokers',
  },
  saslUsername: { name: 'KAFKA_SASL_USERNAME', ...saslText, fallback: null, meaning: 'user at the brokers' },
  saslPassword: {
    name: 'KAFKA_SASL_PASSWORD',
    ...saslText,
    fallback: null,
    secret: true,
    meaning: 'password at the brokers',
  },
  topicTelemetry: {
    name: 'CISTERNA_TOPIC_TELEMETRY',
    ...topicName,
    fallback: 'pump.telemetry.v1',
    meaning: 'topic of telemetry events',
  },
  topicAlerts: {
    name: 'CISTERNA_TOPIC_ALERTS',
    ...topicName,
    fallback: 'pump.alerts.v1',
    meaning: 'topic of alert changes',
  },
  topicDlq: {
    name: 'CISTERNA_TOPIC_DLQ',
    ...topicName,
    fallback: 'pump.telemetry.dlq.v1',
    meaning: 'topic of dead letters',
  },
  group: { name: 'CISTERNA_GROUP', ...groupName, fallback: 'cisterna', meaning: 'consumer group' },
  database: {
    name: 'DATABASE_URL',
    ...or('embedded', url('postgres', 'postgresql')),
    fallback: 'embedded',
    secret: true,
    meaning: 'PostgreSQL; embedded starts the one that comes with the packages',
  },
  dataDir: {
    name: 'CISTERNA_DATA_DIR',
    ...matching(/^[^\0]+$/, 'a folder'),
    fallback: './.cisterna',
    meaning: 'folder of the embedded PostgreSQL',
  },
  partitions: {
    name: 'CISTERNA_PARTITIONS',
    ...wholeNumber(1, 1000),
    fallback: 8,
    meaning: 'partitions of a topic that the service creates',
  },
  replication: {
    name: 'CISTERNA_REPLICATION',
    ...wholeNumber(1, 32_767),
    fallback: null,
    meaning: 'replicas of such a topic; unset: as the broker says',
  },
  host: { name: 'HOST', ...hostName, fallback: '127.0.0.1', meaning: 'address that HTTP listens on' },
  port: { name: 'PORT', ...wholeNumber(0, 65_535), fallback: 8080, meaning: 'port of HTTP; 0 takes a free one' },
  clock: {
    name: 'CISTERNA_CLOCK',
    ...choice('wall', 'stream'),
    fallback: 'wall',
    meaning: 'time: the system’s, or the newest receivedAt of the partition',
  },
  simulate: {
    name: 'CISTERNA_SIMULATE',
    ...wholeNumber(0, 10_000),
    fallback: 0,
    meaning: 'pumps that the process simulates',
  },
  smtpUrl: {
    name: 'SMTP_URL',
    ...url('smtp', 'smtps'),
    fallback: null,
    secret: true,
    meaning: 'mail server for e-mail subscriptions',
  },
  mailFrom: { name: 'CISTERNA_MAIL_FROM', ...mailbox, fallback: null, meaning: 'sender of these e-mails' },
  webhookPrivate: {
    name: 'CISTERNA_WEBHOOK_PRIVATE',
    ...flag,
    fallback: null,
    meaning: 'webhooks may use http and private addresses; unset: only under CISTERNA_AUTH=open',
  },
  keepAttemptsDays: {
    name: 'CISTERNA_KEEP_ATTEMPTS_DAYS',
    ...wholeNumber(1, 36_500),
    fallback: 90,
    meaning: 'days that the failed attempts of an ended delivery are kept; its outcome stays',
  },
  auth: { name: 'CISTERNA_AUTH', ...choice('open', 'keys', 'oidc'), fallback: 'open', meaning: 'who may call' },
  adminKey: { name: 'CISTERNA_ADMIN_KEY', ...adminKey, fallback: null, secret: true, meaning: 'the first API key' },
  oidcIssuer: {
    name: 'CISTERNA_OIDC_ISSUER',
    ...url('https', 'http'),
    fallback: null,
    meaning: 'issuer of the tokens under CISTERNA_AUTH=oidc',
  },
  oidcAudience: {
    name: 'CISTERNA_OIDC_AUDIENCE',
    ...matching(/^[\x21-\x7e]{1,512}$/, '1 to 512 printable characters without spaces'),
    fallback: null,
    meaning: 'audience that a token must be for',
  },
  oidcRoleClaim: {
    name: 'CISTERNA_OIDC_ROLE_CLAIM',
    ...claimName,
    fallback: 'cisterna_role',
    meaning: 'claim that holds the role',
  },
  oidcClinicsClaim: {
    name: 'CISTERNA_OIDC_CLINICS_CLAIM',
    ...claimName,
    fallback: 'cisterna_clinics',
    meaning: 'claim that holds the clinics',
  },
  oidcPumpsClaim: {
    name: 'CISTERNA_OIDC_PUMPS_CLAIM',
    ...claimName,
    fallback: 'cisterna_pumps',
    meaning: 'claim that holds the pumps of a device',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    ...choice('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    fallback: 'info',
    meaning: 'least severe line that is logged',
  },
} as const satisfies Record<string, Variable<unknown>>;

type Table = typeof settingsTable;

/** The table's values, each parsed or its fallback. */
export type SettingValues = {
  readonly [K in keyof Table]: Exclude<ReturnType<Table[K]['parse']>, undefined> | Widened<Table[K]['fallback']>;
};

type Widened<T> = T extends boolean ? boolean : T extends number ? number : T;
