import type { EpochMs, PumpEvent, PumpRegistered } from '@cisterna/contract';
import type { Place } from '../completeness/completeness.ts';
import { defaultAlertRules, type AlertThresholds } from '../alerts/alert-rules.ts';
import { deadlineBeside, noOutages, type Outage } from './outage.ts';

/** How many distinct pump events the clock skew is judged over. */
const skewWindow = 24;
const fields = 2;

/** When the pump was heard; times of receipt, so it depends on arrival and is outside the permutation law. */
export interface Connectivity {
  readonly lastReceivedAt: EpochMs | null;
  /** The newest receipt of the pump's own events; a person's record is no sign of life. */
  readonly lastHeardAt: EpochMs | null;
  /** The pump event of that receipt; of several, the last in order. */
  readonly lastHeard: Place | null;
  /** When the service first knew the pump by a registration: deadlines count from then. */
  readonly registeredAt: EpochMs | null;
  /** Flat `[receivedAt, time − receivedAt]` of the newest pump events, ascending by receipt, equal receipts in the pump's own order. */
  readonly receipts: readonly number[];
}

export const initialConnectivity: Connectivity = {
  lastReceivedAt: null,
  lastHeardAt: null,
  lastHeard: null,
  registeredAt: null,
  receipts: [],
};

const later = (a: EpochMs | null, b: EpochMs): EpochMs => (a === null || b > a ? b : a);

/** Puts a receipt into its place. Events come in order, so among equal receipts the new one is the last; nearly every one goes to the end. */
const addReceipt = (receipts: number[], { at, receivedAt }: PumpEvent): void => {
  let place = receipts.length;
  while (place > 0 && (receipts[place - fields] ?? 0) > receivedAt) place -= fields;
  if (place === receipts.length) receipts.push(receivedAt, at - receivedAt);
  else receipts.splice(place, 0, receivedAt, at - receivedAt);
};

/** Hears a stretch of a pump's history, in order. Once per stretch and not per event: nothing is decided by it on the way. */
export const hearEvents = (c: Connectivity, events: readonly PumpEvent[]): Connectivity => {
  if (events.length === 0) return c;
  let { lastReceivedAt, lastHeardAt } = c;
  let newest: PumpEvent | null = null;
  const receipts = c.receipts.slice();
  for (const event of events) {
    lastReceivedAt = later(lastReceivedAt, event.receivedAt);
    if (event.entry > 0) continue;
    if (lastHeardAt === null || event.receivedAt >= lastHeardAt) {
      lastHeardAt = event.receivedAt;
      newest = event;
    }
    addReceipt(receipts, event);
  }
  return {
    lastReceivedAt,
    lastHeardAt,
    lastHeard: newest === null ? c.lastHeard : { boot: newest.boot, seq: newest.seq },
    registeredAt: c.registeredAt,
    receipts: newestReceipts(receipts),
  };
};

const newestReceipts = (receipts: readonly number[]): readonly number[] => receipts.slice(-skewWindow * fields);

/** Takes one more event of the pump's own into a window. */
export const takeReceipt = (receipts: number[], event: PumpEvent): void => {
  addReceipt(receipts, event);
  if (receipts.length > skewWindow * fields) receipts.splice(0, receipts.length - skewWindow * fields);
};

/** The largest `time − receivedAt` of the window, and from its first receipt to its last, in milliseconds; null while it is empty. */
export const skewOf = (receipts: readonly number[]): { readonly largestMs: number; readonly spanMs: number } | null => {
  if (receipts.length === 0) return null;
  let largestMs = -Infinity;
  for (let i = fields - 1; i < receipts.length; i += fields) largestMs = Math.max(largestMs, receipts[i] ?? largestMs);
  return { largestMs, spanMs: (receipts.at(-fields) ?? 0) - (receipts[0] ?? 0) };
};

/** Registrations are known before the history is folded, whatever their place in it. */
export const hearRegistration = (c: Connectivity, { receivedAt }: PumpRegistered): Connectivity =>
  c.registeredAt !== null && c.registeredAt <= receivedAt ? c : { ...c, registeredAt: receivedAt };

/** The largest `time − receivedAt` of the window in whole seconds: the least delayed event tells best. Null before any. */
export const clockSkewSeconds = ({ receipts }: Connectivity): number | null => {
  const skew = skewOf(receipts);
  return skew === null ? null : Math.round(skew.largestMs / 1000) + 0;
};

/** 9999-12-31T23:59:59.999Z: a later time can't be written. */
export const lastWritable = 253_402_300_799_999;

/** What a silence deadline counts from. */
export type LastSign = Pick<Connectivity, 'lastHeardAt' | 'registeredAt'>;

/**
 * When a pump that stays quiet counts as silent: two report intervals and a minute, unless thresholds say otherwise, after it was last
 * heard, or registered if that came later, outages aside. Null while unknown, and where the interval reaches beyond the calendar.
 */
export const silenceDeadline = (
  { lastHeardAt, registeredAt }: LastSign,
  reportIntervalSeconds: number | null,
  outages: readonly Outage[] = noOutages,
  { silentAfterIntervals, silentAfterSeconds }: AlertThresholds = defaultAlertRules.thresholds,
): EpochMs | null => {
  if (lastHeardAt === null || reportIntervalSeconds === null) return null;
  const deadline = deadlineBeside(outages, later(registeredAt, lastHeardAt), (silentAfterIntervals * reportIntervalSeconds + silentAfterSeconds) * 1000);
  return deadline > lastWritable ? null : deadline;
};
