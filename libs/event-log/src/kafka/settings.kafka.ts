import type { ConnectionOptions } from 'node:tls';

/** Where Kafka is and how to log in there. */
export interface KafkaConnection {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  /** True for TLS with the system's authorities, or what else TLS needs. */
  readonly ssl?: boolean | ConnectionOptions;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
  /** Names this process in the broker's logs; `cisterna` by default. */
  readonly clientId?: string;
}

/** Topic names, see the contract. */
export interface KafkaTopics {
  readonly telemetry: string;
  readonly alerts: string;
  readonly deadLetters: string;
}

/** All that the Kafka adapter needs to know. */
export interface KafkaSettings extends KafkaConnection {
  readonly topics: KafkaTopics;
  /** The consumer group whose members share the partitions. */
  readonly group: string;
  /** Partitions of the topics that are created; an existing topic keeps its own. */
  readonly partitions: number;
  /** Replicas of the topics that are created; null: the broker's default. */
  readonly replication: number | null;
  /** How long an append tries before it is refused with LogUnavailable; 10 000 by default. */
  readonly appendTimeoutMs?: number;
  /** After this silence of a member its partitions go to others; 10 000 by default, at least the broker's minimum. */
  readonly sessionTimeoutMs?: number;
  /** How much one fetch may bring over all partitions of a broker; 16 MiB by default. */
  readonly fetchBytes?: number;
  /** How often the log's ends are asked for; 500 by default. */
  readonly observeEveryMs?: number;
}
