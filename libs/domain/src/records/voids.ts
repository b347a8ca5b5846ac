import { compareOrder, type EventOrder, type PumpEvent } from '@cisterna/contract';

/** A person's record that takes another one back. */
export interface VoidRecord {
  readonly own: EventOrder;
  readonly target: EventOrder;
}

const keyOf = ({ boot, seq, entry }: EventOrder): string => `${boot}:${seq}:${entry}`;

export const voidRecordOf = (event: PumpEvent): VoidRecord | null =>
  event.type === 'record.voided.v1'
    ? { own: { boot: event.boot, seq: event.seq, entry: event.entry }, target: event.data.entryOf }
    : null;

/**
 * The records that are taken back. Judged from the newest void to the oldest: a void that a later one takes back has no
 * effect, so a void of a void brings the record back; a void can't take back a later void.
 */
export const voidedBy = (voids: readonly VoidRecord[]): ReadonlySet<string> => {
  const voided = new Set<string>();
  for (const record of [...voids].sort((a, b) => compareOrder(b.own, a.own))) {
    if (!voided.has(keyOf(record.own))) voided.add(keyOf(record.target));
  }
  return voided;
};

export const isVoided = (voided: ReadonlySet<string>, order: EventOrder): boolean => order.entry > 0 && voided.has(keyOf(order));
