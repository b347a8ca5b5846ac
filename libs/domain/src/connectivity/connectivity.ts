import type { EpochMs, PumpEvent, PumpRegistered } from '@cisterna/contract';

/** How many distinct pump events the clock skew is judged over. */
const skewWindow = 24;
const fields = 4;

/** When the pump was heard; times of receipt, so it depends on arrival and is outside the permutation law. */
export interface Connectivity {
  readonly lastReceivedAt: EpochMs | null;
  /** The newest receipt of the pump's own events; a person's record is no sign of life. */
  readonly lastHeardAt: EpochMs | null;
  /** When the service first knew the pump by a registration: deadlines count from then. */
  readonly registeredAt: EpochMs | null;
  /** Flat `[receivedAt, boot, seq, time − receivedAt]` of the newest pump events by receipt, ascending. */
  readonly receipts: readonly number[];
}

export const initialConnectivity: Connectivity = { lastReceivedAt: null, lastHeardAt: null, registeredAt: null, receipts: [] };

const later = (a: EpochMs | null, b: EpochMs): EpochMs => (a === null || b > a ? b : a);

const isAfter = (receipts: readonly number[], i: number, event: PumpEvent): boolean => {
  const received = receipts[i] ?? 0;
  if (received !== event.receivedAt) return received > event.receivedAt;
  const boot = receipts[i + 1] ?? 0;
  return boot !== event.boot ? boot > event.boot : (receipts[i + 2] ?? 0) > event.seq;
};

/** Nearly every event is the newest by receipt: it goes to the end and the oldest leaves. */
const withReceipt = (receipts: readonly number[], event: PumpEvent): readonly number[] => {
  let place = receipts.length;
  while (place > 0 && isAfter(receipts, place - fields, event)) place -= fields;
  const full = receipts.length >= skewWindow * fields;
  if (full && place === 0) return receipts;
  const next = receipts.slice(full ? fields : 0);
  next.splice(full ? place - fields : place, 0, event.receivedAt, event.boot, event.seq, event.at - event.receivedAt);
  return next;
};

export const evolveConnectivity = (c: Connectivity, event: PumpEvent): Connectivity => {
  const lastReceivedAt = later(c.lastReceivedAt, event.receivedAt);
  if (event.entry > 0) return { ...c, lastReceivedAt };
  const { registeredAt } = c;
  return { lastReceivedAt, lastHeardAt: later(c.lastHeardAt, event.receivedAt), registeredAt, receipts: withReceipt(c.receipts, event) };
};

/** Registrations are known before the history is folded, whatever their place in it. */
export const hearRegistration = (c: Connectivity, { receivedAt }: PumpRegistered): Connectivity =>
  c.registeredAt !== null && c.registeredAt <= receivedAt ? c : { ...c, registeredAt: receivedAt };

/** The largest `time − receivedAt` of the window in whole seconds: the least delayed event tells best. Null before any. */
export const clockSkewSeconds = (c: Connectivity): number | null => {
  if (c.receipts.length === 0) return null;
  let largest = -Infinity;
  for (let i = fields - 1; i < c.receipts.length; i += fields) largest = Math.max(largest, c.receipts[i] ?? largest);
  return Math.round(largest / 1000) + 0;
};

/** 9999-12-31T23:59:59.999Z: a later time can't be written. */
const lastWritable = 253_402_300_799_999;

/**
 * When a pump that stays quiet counts as silent: two report intervals and a minute after it was last heard, or registered if that came
 * later. Null while unknown, and where the interval reaches beyond the calendar.
 */
export const silenceDeadline = ({ lastHeardAt, registeredAt }: Connectivity, reportIntervalSeconds: number | null): EpochMs | null => {
  if (lastHeardAt === null || reportIntervalSeconds === null) return null;
  const deadline = later(registeredAt, lastHeardAt) + (2 * reportIntervalSeconds + 60) * 1000;
  return deadline > lastWritable ? null : deadline;
};
