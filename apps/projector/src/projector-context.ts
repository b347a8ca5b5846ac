import type { PartitionBatch } from '@cisterna/event-log';
import type { Logger } from '@cisterna/platform';
import type { BatchWrite, ReadModel } from '@cisterna/read-model';
import type { RuleBook } from './clinic-rules/rule-book.ts';
import type { LogContact } from './clock/log-contact.ts';
import type { ProjectorTally } from './projector-tally.ts';

/** What every partition's worker shares. */
export interface ProjectorContext {
  readonly model: ReadModel;
  readonly topic: string;
  /** The wall's time; the stream clock comes from the records. */
  readonly now: () => number;
  readonly clock: 'wall' | 'stream';
  readonly contact: LogContact;
  readonly tally: ProjectorTally;
  readonly log: Logger;
  /** The rules of the clinics, as they are in force. */
  readonly rules: RuleBook;
  /** Pumps kept in memory per partition. */
  readonly cachedPumps: number;
  /** Does the work of a batch, at once or when enough others are written: bounds what is in memory over all partitions. */
  readonly inHand: (batch: PartitionBatch, work: () => Promise<void>) => Promise<void>;
  /** Stores a batch, whole or not at all; throws as `writeBatch` does. */
  readonly write: (batch: BatchWrite) => Promise<void>;
  /** A batch is durable. */
  readonly committed: (partition: number, position: bigint) => void;
  /** A write failed after its batch was taken: the partition must be opened again. */
  readonly failed: (partition: number, cause: unknown) => void;
}
