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

const none: ReadonlySet<string> = new Set();

/** Removes and gives a void that no other names, or, where the rest name each other in a circle, the newest. */
const nextToJudge = (rest: VoidRecord[], namings: ReadonlyMap<string, number>): VoidRecord | undefined => {
  const free = rest.findLastIndex(({ own }) => (namings.get(keyOf(own)) ?? 0) === 0);
  return rest.splice(free < 0 ? rest.length - 1 : free, 1)[0];
};

/**
 * The records that are taken back. A void that is itself taken back has no effect, wherever it stands in the order, so a void of
 * a void brings the record back.
 */
export const voidedBy = (voids: readonly VoidRecord[]): ReadonlySet<string> => {
  if (voids.length === 0) return none;
  const voided = new Set<string>();
  const namings = new Map<string, number>();
  for (const { target } of voids) namings.set(keyOf(target), (namings.get(keyOf(target)) ?? 0) + 1);
  const rest = [...voids].sort((a, b) => compareOrder(a.own, b.own));
  for (let judged = nextToJudge(rest, namings); judged !== undefined; judged = nextToJudge(rest, namings)) {
    const target = keyOf(judged.target);
    if (!voided.has(keyOf(judged.own))) voided.add(target);
    namings.set(target, (namings.get(target) ?? 0) - 1);
  }
  return voided;
};

export const isVoided = (voided: ReadonlySet<string>, order: EventOrder): boolean =>
  order.entry > 0 && voided.has(keyOf(order));

const orderOf = (key: string): EventOrder => {
  const [boot = 0, seq = 0, entry = 0] = key.split(':').map(Number);
  return { boot, seq, entry };
};

/** The places of the records that are taken back in a pump's history, for answers that leave them out. */
export const voidedRecords = ({ voids }: { readonly voids: readonly VoidRecord[] }): readonly EventOrder[] =>
  [...voidedBy(voids)].map(orderOf);
