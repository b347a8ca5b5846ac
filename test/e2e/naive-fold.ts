import type { WireEvent } from '../kit/telemetry.ts';

/**
 * The account of one pump written straight from the contract, slow and simple, with nothing of the code under test: the whole set of
 * events, sorted, walked once.
 */
export interface NaiveAccount {
  readonly version: number;
  readonly filledNl: number | null;
  readonly deliveredSinceFillNl: number | null;
  readonly computedLevelNl: number | null;
  readonly reconciliations: readonly {
    readonly aspiratedNl: number;
    readonly expectedNl: number;
    readonly discrepancyNl: number;
    readonly limitNl: number;
    readonly withinLimit: boolean;
    readonly deliveredNl: number;
    readonly deliveryRatio: number | null;
    readonly complete: boolean;
  }[];
  readonly openDeviceAlarms: readonly string[];
  readonly missing: number;
  readonly completeThrough: { readonly boot: number; readonly seq: number; readonly time: string } | null;
}

const entryOf = ({ entry = 0 }: WireEvent): number => entry;
const identity = (event: { readonly boot: number; readonly seq: number; readonly entry?: number }): string =>
  `${event.boot}:${event.seq}+${event.entry ?? 0}`;
const byOrder = (a: WireEvent, b: WireEvent): number => a.boot - b.boot || a.seq - b.seq || entryOf(a) - entryOf(b);
const numberIn = (event: WireEvent, name: string): number => event.data[name] as number;

/** The distinct events in order. */
export const distinctInOrder = (events: readonly WireEvent[]): WireEvent[] =>
  [...new Map(events.map(event => [identity(event), event])).values()].sort(byOrder);

/** Identities that are voided: a void that is itself voided does not count, so the newest is looked at first. */
const voidedOf = (events: readonly WireEvent[]): ReadonlySet<string> => {
  const voided = new Set<string>();
  for (const event of events.toReversed()) {
    if (event.type !== 'record.voided.v1' || voided.has(identity(event))) continue;
    voided.add(identity(event.data['entryOf'] as WireEvent));
  }
  return voided;
};

/** Where the history begins: at the very first event, or where the newest registration says. */
const startOf = (events: readonly WireEvent[]): { readonly boot: number; readonly seq: number } => {
  const registration = events.findLast(({ type }) => type === 'pump.registered.v1');
  return (registration?.data['historyStartsAt'] as { boot: number; seq: number } | undefined) ?? { boot: 1, seq: 1 };
};

/** Every place (boot and seq) up to the newest that must exist, in order. */
const placesOf = (events: readonly WireEvent[]): { readonly boot: number; readonly seq: number }[] => {
  const ends = new Map<number, number>();
  const raise = (boot: number, end: number): void => void ends.set(boot, Math.max(end, ends.get(boot) ?? 1));
  for (const event of events.filter(each => entryOf(each) === 0)) {
    raise(event.boot, event.seq);
    if (event.type === 'pump.booted.v1') raise(numberIn(event, 'previousBoot'), numberIn(event, 'previousLastSeq'));
  }
  const newest = Math.max(...ends.keys());
  const boots = Array.from({ length: newest }, (_, index) => index + 1);
  const start = startOf(events);
  const places = boots.flatMap(boot =>
    Array.from({ length: ends.get(boot) ?? 1 }, (_, index) => ({ boot, seq: index + 1 })),
  );
  return places.filter(({ boot, seq }) => boot > start.boot || (boot === start.boot && seq >= start.seq));
};

const completeness = (events: readonly WireEvent[]): Pick<NaiveAccount, 'missing' | 'completeThrough'> => {
  const received = new Map(events.filter(event => entryOf(event) === 0).map(event => [identity(event), event]));
  const places = placesOf(events);
  const isMissing = (place: { boot: number; seq: number }): boolean => !received.has(identity(place));
  const firstGap = places.findIndex(isMissing);
  const last = places[firstGap === -1 ? places.length - 1 : firstGap - 1];
  const event = last && received.get(identity(last));
  const completeThrough = event === undefined ? null : { boot: event.boot, seq: event.seq, time: event.time };
  return { missing: places.filter(isMissing).length, completeThrough };
};

const missingBetween = (events: readonly WireEvent[], from: WireEvent, to: WireEvent): boolean => {
  const received = new Set(events.filter(event => entryOf(event) === 0).map(identity));
  const after = (place: { boot: number; seq: number }, event: WireEvent): number =>
    place.boot - event.boot || place.seq - event.seq;
  return placesOf(events).some(
    place => after(place, from) > 0 && after(place, to) < 0 && !received.has(identity(place)),
  );
};

const reconcile = (
  former: WireEvent,
  refill: WireEvent,
  deliveredNl: number,
): Omit<NaiveAccount['reconciliations'][number], 'complete'> => {
  const filledNl = numberIn(former, 'filledNl');
  const aspiratedNl = numberIn(refill, 'aspiratedNl');
  const expectedNl = Math.max(0, filledNl - deliveredNl);
  const discrepancyNl = aspiratedNl - expectedNl;
  const limitNl = Math.max(2_000_000, Math.floor((145 * deliveredNl + 500) / 1000));
  return {
    aspiratedNl,
    expectedNl,
    discrepancyNl,
    limitNl,
    withinLimit: Math.abs(discrepancyNl) <= limitNl,
    deliveredNl,
    deliveryRatio: deliveredNl === 0 ? null : (filledNl - aspiratedNl) / deliveredNl,
  };
};

const openAlarms = (events: readonly WireEvent[]): string[] => {
  const open = new Set<string>();
  for (const { type, data } of events) {
    if (type === 'alarm.raised.v1') open.add(data['alarm'] as string);
    if (type === 'alarm.cleared.v1') open.delete(data['alarm'] as string);
  }
  return [...open].sort();
};

/** Folds any list of one pump's events: repeats and order do not matter. */
export const naiveFold = (received: readonly WireEvent[]): NaiveAccount => {
  const events = distinctInOrder(received);
  const voided = voidedOf(events);
  const counted = events.filter(event => !voided.has(identity(event)));
  const reconciliations: NaiveAccount['reconciliations'][number][] = [];
  let refill: WireEvent | null = null;
  let deliveredNl = 0;
  for (const event of counted) {
    if (event.type === 'delivery.reported.v1') deliveredNl += numberIn(event, 'deliveredNl');
    if (event.type !== 'reservoir.refilled.v1') continue;
    if (refill !== null)
      reconciliations.push({
        ...reconcile(refill, event, deliveredNl),
        complete: !missingBetween(events, refill, event),
      });
    refill = event;
    deliveredNl = 0;
  }
  const filledNl = refill === null ? null : numberIn(refill, 'filledNl');
  return {
    version: events.length,
    filledNl,
    deliveredSinceFillNl: filledNl === null ? null : deliveredNl,
    computedLevelNl: filledNl === null ? null : Math.max(0, filledNl - deliveredNl),
    reconciliations: reconciliations.reverse(),
    openDeviceAlarms: openAlarms(counted),
    ...completeness(events),
  };
};
