import type { WantedTopic } from './admin.kafka.ts';
import type { KafkaSettings } from './settings.kafka.ts';

const forEver = { 'retention.ms': '-1' };

/** The topics that the service needs. Telemetry and what was set aside are kept for ever; alert changes are kept in PostgreSQL. */
export const wantedTopics = ({ topics, partitions, replication }: KafkaSettings): readonly WantedTopic[] => [
  { topic: topics.telemetry, partitions, replication, config: forEver },
  { topic: topics.alerts, partitions, replication, config: {} },
  { topic: topics.deadLetters, partitions, replication, config: forEver },
];
