import { Kafka, logLevel, type KafkaConfig, type RetryOptions, type logCreator } from 'kafkajs';
import type { Log } from '../log.ts';
import { socketFactory } from './connection-data.ts';
import type { KafkaConnection } from './settings.kafka.ts';

/** Few and quick: whoever uses a client tries again by itself, with growing waits and without end. */
export const briefRetries: RetryOptions = {
  retries: 3,
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  multiplier: 2,
  factor: 0.2,
};

/** What the client calls an error is a warning here: the adapter decides what is lost, and tries again. */
const logsInto =
  (log: Log): logCreator =>
  () =>
  ({ namespace, level, log: { message, error } }) => {
    const fields = { client: namespace, detail: message, error: error as unknown };
    if (level === logLevel.ERROR) log.warn(fields, 'kafka.client-error');
    else log.debug(fields, 'kafka.client-message');
  };

const security = ({ ssl, sasl }: KafkaConnection): Pick<KafkaConfig, 'ssl' | 'sasl'> => ({
  ...(ssl === undefined ? {} : { ssl }),
  ...(sasl === undefined || sasl === null ? {} : { sasl: sasl as NonNullable<KafkaConfig['sasl']> }),
});

/** A client of these brokers; it connects when it is used. */
export const kafkaClient = (connection: KafkaConnection, log: Log): Kafka =>
  new Kafka({
    brokers: [...connection.brokers],
    clientId: connection.clientId ?? 'cisterna',
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: briefRetries,
    socketFactory,
    logLevel: logLevel.INFO,
    logCreator: logsInto(log),
    ...security(connection),
  });
