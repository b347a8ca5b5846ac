import type { EpochMs, EventIdentity } from '@cisterna/contract';
import type { PersonRecordEntity } from '../entities/person-record.entity.ts';

/** What a person recorded, under the identity it got; `event` is the structured CloudEvent as it goes to the log, JSON. */
export interface PersonRecord extends EventIdentity {
  /** Which call of the API made it: `refills`, `examinations`, … */
  readonly call: string;
  readonly idempotencyKey: string | null;
  readonly bodyHash: string;
  /** `time` of the event. */
  readonly at: EpochMs;
  readonly event: string;
  readonly createdAt: EpochMs;
  /** Whether the log has it. */
  readonly appended: boolean;
}

/** The entity as the lib shows it. */
export const personRecord = ({ atMs: at, createdMs: createdAt, ...record }: PersonRecordEntity): PersonRecord => ({
  pumpId: record.pumpId,
  boot: record.boot,
  seq: record.seq,
  entry: record.entry,
  call: record.call,
  idempotencyKey: record.idempotencyKey,
  bodyHash: record.bodyHash,
  at,
  event: record.event,
  createdAt,
  appended: record.appended,
});
