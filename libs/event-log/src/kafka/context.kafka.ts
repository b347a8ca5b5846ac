import type { Kafka } from 'kafkajs';
import type { Log } from '../log.ts';
import type { KafkaAdmin } from './admin.kafka.ts';
import type { KafkaSettings } from './settings.kafka.ts';

/** What a subscription shares with its event log. */
export interface KafkaContext {
  readonly kafka: Kafka;
  readonly admin: KafkaAdmin;
  readonly settings: KafkaSettings;
  readonly log: Log;
  /** Resolves when the topics exist. */
  readonly ready: () => Promise<void>;
}
