import { decodeRecord, type PumpEvent, type Rejected } from '@cisterna/contract';
import type { LoggedRecord, PartitionBatch } from '@cisterna/event-log';

/** A record that is an event, with its place in the partition. */
export interface Arrived {
  readonly event: PumpEvent;
  readonly text: string;
  /** `text` in UTF-8, where it was received so. */
  readonly bytes: Uint8Array | undefined;
  readonly offset: bigint;
}

/** A record that can't be taken. */
export interface Refused {
  readonly record: LoggedRecord;
  readonly why: Rejected;
}

/**
 * A batch sorted by the records' keys, within one in log order; nothing is decoded yet. A record is taken only where its key is its pump's
 * name, so all events of a pump are under it.
 */
export interface Intake {
  readonly groups: ReadonlyMap<string, readonly LoggedRecord[]>;
  /** The newest `receivedAt` of the batch; null when it is empty. */
  readonly newest: number | null;
}

/** One character for each byte: what is no name stays none. */
const keyText = (record: LoggedRecord): string => {
  const text = record.keyText;
  if (text !== undefined) return text ?? '';
  const { key } = record;
  if (key === null) return '';
  return (Buffer.isBuffer(key) ? key : Buffer.from(key.buffer, key.byteOffset, key.byteLength)).toString('latin1');
};

/** Sorts a batch by key. */
export const takeIn = ({ records }: PartitionBatch): Intake => {
  const groups = new Map<string, LoggedRecord[]>();
  let newest: number | null = null;
  for (const record of records) {
    if (newest === null || record.receivedAt > newest) newest = record.receivedAt;
    const key = keyText(record);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return { groups, newest };
};

/** What the records of one key are. */
export interface DecodedGroup {
  readonly arrived: readonly Arrived[];
  readonly refused: readonly Refused[];
}

/** Decodes every record; none is lost: it is an event, or refused with its reason. */
export const decodeGroup = (records: readonly LoggedRecord[]): DecodedGroup => {
  const arrived: Arrived[] = [];
  const refused: Refused[] = [];
  for (const record of records) {
    const decoded = decodeRecord(record);
    if (decoded.ok) arrived.push({ event: decoded.event, text: decoded.text, bytes: decoded.bytes, offset: record.offset });
    else refused.push({ record, why: decoded });
  }
  return { arrived, refused };
};
