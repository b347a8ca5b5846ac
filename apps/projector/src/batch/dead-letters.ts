import type { DeadLetterCode, PumpId } from '@cisterna/contract';
import type { LoggedRecord } from '@cisterna/event-log';
import type { DeadLetterRow } from '@cisterna/read-model';
import type { Arrived, Refused } from './intake.ts';

/** Where a record stood in the log. */
export interface Origin {
  readonly topic: string;
  readonly partition: number;
}

interface Reason {
  readonly code: DeadLetterCode;
  readonly detail: string;
  readonly pumpId: PumpId | null;
}

/** A record set aside, whole: key, value and headers as they were. */
const rowOf = ({ topic, partition }: Origin, record: LoggedRecord, reason: Reason, at: number): DeadLetterRow => ({
  id: `${topic}:${partition}:${record.offset.toString()}`,
  origin: `${topic}/${partition}/${record.offset.toString()}`,
  at,
  ...reason,
  key: record.key,
  value: record.value,
  headers: record.headers,
});

/** The dead letters of a batch: what could not be read, and what contradicts an event that stands. */
export const deadLettersOf = (
  origin: Origin,
  refused: readonly Refused[],
  conflicts: readonly { readonly arrived: Arrived; readonly record: LoggedRecord }[],
  at: number,
): readonly DeadLetterRow[] => [
  ...refused.map(({ record, why }) => rowOf(origin, record, { code: why.code, detail: why.detail, pumpId: why.pumpId }, at)),
  ...conflicts.map(({ arrived, record }) =>
    rowOf(origin, record, { code: 'conflicting-duplicate', detail: 'Another event with this identity was taken before.', pumpId: arrived.event.pumpId }, at),
  ),
];
