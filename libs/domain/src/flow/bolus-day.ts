import type { EpochMs, PumpEvent } from '@cisterna/contract';

const dayMs = 86_400_000;

/** The patient boluses of one UTC day of the pump's clock. */
export interface BolusDay {
  /** Days since 1970. */
  readonly day: number;
  readonly given: number;
  /** How many were given when the day passed its limit; null while it has not. */
  readonly over: number | null;
}

/** The UTC day of a time. */
export const dayOf = (at: EpochMs): number => Math.floor(at / dayMs);

/** When a day ends. */
export const dayEnd = (day: number): EpochMs => (day + 1) * dayMs;

/** Counts a patient's bolus into its day; `maxPerDay` null: the programme sets no limit. Of a day that is over another is counted from the start. */
export const evolveBolusDay = (former: BolusDay | null, event: PumpEvent, maxPerDay: number | null): BolusDay | null => {
  if (event.type !== 'bolus.delivered.v1' || event.data.origin !== 'patient') return former;
  const day = dayOf(event.at);
  const same = former !== null && former.day === day ? former : { given: 0, over: null };
  const given = same.given + 1;
  return { day, given, over: same.over ?? (maxPerDay !== null && given > maxPerDay ? given : null) };
};
