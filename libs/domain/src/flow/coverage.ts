import { parseTime, type DeliveryReported, type EpochMs } from '@cisterna/contract';
import { ACCOUNT_WINDOW_MS, isUnder, PUMP_STOPPED_MS, UNDER_PERMILLE } from './flow-limits.ts';

/** The account is summed by slots of this length: the window spans 24 h and at most one slot more. */
const SLOT_MS = 2 * 3_600_000;
const SLOTS = ACCOUNT_WINDOW_MS / SLOT_MS + 1;
/** A period that its duration contradicts this much ends where the duration says: the clock was set while it ran. */
const LONGEST_STRETCH = 2;

/**
 * What reports without a break between them say, by the pump's clock. A break is any time that no report's period covers;
 * a clock that goes back before the stretch begins a new one.
 */
export interface Coverage {
  readonly from: EpochMs;
  readonly through: EpochMs;
  /** Since when every report says that nothing was delivered; null when the last one says otherwise. */
  readonly nothingFrom: EpochMs | null;
  /** The same, and each of them that something was programmed. */
  readonly refusedFrom: EpochMs | null;
  /** How far the account is below 85.5 % of the programme, whole nanolitres by slots of 2 h: the slot of a time at its number modulo their count. */
  readonly slots: readonly number[];
}

/** The period of a report; one that starts after its end covers nothing. */
export const periodOf = ({ at, data }: DeliveryReported): { readonly start: EpochMs; readonly end: EpochMs } => {
  const start = Math.min(at, parseTime(data.periodStart) ?? at);
  const lengthMs = data.periodSeconds * 1000;
  return { start, end: at - start <= LONGEST_STRETCH * lengthMs ? at : start + lengthMs };
};

/** A period belongs to the slot that holds its last moment. */
const slotOf = (end: EpochMs): number => Math.floor((end - 1) / SLOT_MS);

const place = (slot: number): number => ((slot % SLOTS) + SLOTS) % SLOTS;

const freshSlots = (slot: number, shortNl: number): readonly number[] => {
  const slots = new Array<number>(SLOTS).fill(0);
  slots[place(slot)] = shortNl;
  return slots;
};

const addedSlots = (former: Coverage, slot: number, shortNl: number): readonly number[] => {
  const last = slotOf(former.through);
  if (slot - last >= SLOTS) return freshSlots(slot, shortNl);
  const slots = former.slots.slice();
  for (let passed = last + 1; passed <= slot; passed += 1) slots[place(passed)] = 0;
  const at = place(Math.max(slot, last));
  slots[at] = (slots[at] ?? 0) + shortNl;
  return slots;
};

const since = (holds: boolean, from: EpochMs | null, start: EpochMs): EpochMs | null => (holds ? (from ?? start) : null);

/** The stretch after a report: longer by its period where nothing lies between, else a new one. */
export const evolveCoverage = (former: Coverage | null, report: DeliveryReported): Coverage => {
  const { programmedNl, deliveredNl } = report.data;
  const { start, end } = periodOf(report);
  const shortNl = Math.round((UNDER_PERMILLE * programmedNl) / 1000 - deliveredNl) + 0;
  const nothing = deliveredNl === 0;
  const refused = nothing && programmedNl > 0;
  if (former === null || start > former.through || end < former.from) {
    return {
      from: start,
      through: end,
      nothingFrom: nothing ? start : null,
      refusedFrom: refused ? start : null,
      slots: freshSlots(slotOf(end), shortNl),
    };
  }
  return {
    from: former.from,
    through: Math.max(former.through, end),
    nothingFrom: since(nothing, former.nothingFrom, start),
    refusedFrom: since(refused, former.refusedFrom, start),
    slots: addedSlots(former, slotOf(end), shortNl),
  };
};

const lasts = (from: EpochMs | null, through: EpochMs, lengthMs: number): boolean => from !== null && through - from >= lengthMs;

/** Reports covering 48 h all say that nothing was delivered. */
export const nothingFor48h = ({ nothingFrom, through }: Coverage): boolean => lasts(nothingFrom, through, PUMP_STOPPED_MS);

/** Reports covering so long all say that nothing was delivered of what was programmed. */
export const isRefusedFor = ({ refusedFrom, through }: Coverage, lengthMs: number): boolean => lasts(refusedFrom, through, lengthMs);

/** By how much the account of the last 24 h (up to 26) is under 85.5 % of the programme, in nanolitres, 0 and less: it is not. Null while less is covered. */
export const shortfallNl = ({ from, through, slots }: Coverage): number | null => {
  if (through - from < ACCOUNT_WINDOW_MS) return null;
  let shortNl = 0;
  for (const slot of slots) shortNl += slot;
  return shortNl;
};

/** Whether a single report shows delivery within the limit. */
export const showsDelivery = ({ data }: DeliveryReported): boolean => data.deliveredNl > 0 && !isUnder(data.deliveredNl, data.programmedNl);
