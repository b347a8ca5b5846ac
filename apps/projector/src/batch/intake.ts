import { decodeRecord, type PumpEvent, type PumpId, type Rejected } from '@cisterna/contract';
import type { LoggedRecord, PartitionBatch } from '@cisterna/event-log';

/** A record that is an event, with its place in the partition. */
export interface Arrived {
  readonly event: PumpEvent;
  readonly text: string;
  readonly offset: bigint;
}

/** A record that can't be taken. */
export interface Refused {
  readonly record: LoggedRecord;
  readonly why: Rejected;
}

/** A batch decoded and sorted by pump; within a pump in log order. */
export interface Intake {
  readonly pumps: ReadonlyMap<PumpId, readonly Arrived[]>;
  readonly refused: readonly Refused[];
  /** The newest `receivedAt` of the batch; null when it is empty. */
  readonly newest: number | null;
}

/** Decodes every record; none is lost: it is an event of a pump, or refused with its reason. */
export const takeIn = ({ records }: PartitionBatch): Intake => {
  const pumps = new Map<PumpId, Arrived[]>();
  const refused: Refused[] = [];
  let newest: number | null = null;
  for (const record of records) {
    if (newest === null || record.receivedAt > newest) newest = record.receivedAt;
    const decoded = decodeRecord(record);
    if (!decoded.ok) {
      refused.push({ record, why: decoded });
      continue;
    }
    const { event, text } = decoded;
    const group = pumps.get(event.pumpId);
    if (group === undefined) pumps.set(event.pumpId, [{ event, text, offset: record.offset }]);
    else group.push({ event, text, offset: record.offset });
  }
  return { pumps, refused, newest };
};
