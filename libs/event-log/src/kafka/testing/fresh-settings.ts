import { randomUUID } from 'node:crypto';
import type { KafkaSettings } from '../settings.kafka.ts';

/** Settings with topics and a group that nobody else has. */
export const freshSettings = (brokers: string, partitions = 4): KafkaSettings => {
  const id = randomUUID();
  const topics = { telemetry: `telemetry-${id}`, alerts: `alerts-${id}`, deadLetters: `letters-${id}` };
  return { brokers: [brokers], topics, group: `group-${id}`, partitions, replication: 1, sessionTimeoutMs: 6_000 };
};
