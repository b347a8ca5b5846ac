import { KafkaEventLog, PostgresEventLog, type EventLog } from '@cisterna/event-log';
import type { Logger, Settings } from '@cisterna/platform';

/** One fetch over all partitions: catching up, a batch then holds some ten thousand events, and each pump's row is written for many of them at once. */
const fetchBytes = 128 * 1024 * 1024;

/** The log that the settings name: Kafka, or tables in the database. Connects when first used. */
export const openEventLog = (settings: Settings, databaseUrl: string, log: Logger): EventLog => {
  const { topics, group, partitions, replication } = settings;
  if (settings.log.kind === 'embedded') return new PostgresEventLog({ url: databaseUrl, topic: topics.telemetry, group, partitions }, log);
  const { brokers, ssl, sasl } = settings.log;
  return new KafkaEventLog({ brokers, ssl, ...(sasl === null ? {} : { sasl }), topics, group, partitions, replication, fetchBytes }, log);
};
