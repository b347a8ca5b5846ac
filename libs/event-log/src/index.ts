export type {
  AppendRecord,
  EventLog,
  LoggedRecord,
  Observation,
  PartitionBatch,
  PartitionOwner,
  PartitionState,
  PartitionStatus,
  Publisher,
  PublishRecord,
  SideTopic,
  Subscription,
  SubscriptionState,
  Watermarks,
} from './event-log.ts';
export { AppendRejected, LogClosed, LogUnavailable, PositionOutOfRange } from './log-errors.ts';
export { KafkaEventLog } from './kafka/event-log.kafka.ts';
export type { KafkaConnection, KafkaSettings, KafkaTopics } from './kafka/settings.kafka.ts';
export type { Log } from './log.ts';
export { partitionOf } from './partitioner.ts';
export { PostgresEventLog } from './postgres/event-log.postgres.ts';
export type { PostgresLogSettings } from './postgres/settings.postgres.ts';
