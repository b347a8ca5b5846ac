import { KafkaEventLog, type EventLog, type Log } from '@cisterna/event-log';
import type { Settings } from '@cisterna/platform';

/** The settings name no brokers. */
export class NoBrokersError extends Error {
  readonly code = 'no-brokers';
  readonly retriable = false;

  constructor() {
    super('the simulator writes to Kafka: set CISTERNA_LOG=kafka and KAFKA_BROKERS');
    this.name = 'NoBrokersError';
  }
}

/** The event log on Kafka that the settings describe. @throws NoBrokersError when they describe another log */
export const openKafka = (settings: Settings, log: Log): EventLog => {
  if (settings.log.kind !== 'kafka') throw new NoBrokersError();
  const { brokers, ssl, sasl } = settings.log;
  const { topics, group, partitions, replication } = settings;
  const login = sasl === null ? {} : { sasl };
  return new KafkaEventLog(
    { brokers, ssl, ...login, clientId: 'cisterna-simulator', topics, group, partitions, replication },
    log,
  );
};
