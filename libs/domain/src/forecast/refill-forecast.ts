import { nanolitresPerHour, type DrugCode, type EpochMs, type RefillView } from '@cisterna/contract';
import { timeOfVolume, type Schedule } from '../therapy/schedule.ts';
import { accountUntil, Z90, type LevelInputs } from './estimate.ts';
import { maximumIntervalEnd, type MaximumIntervals } from './maximum-interval.ts';

/** What the next refill is judged by. */
export interface RefillForecastInput {
  /** Time of the level below: the schedule is integrated from here. */
  readonly now: EpochMs;
  /** Null before the first refill. */
  readonly level: LevelInputs | null;
  readonly filledAt: EpochMs | null;
  /** Null before the first programme. */
  readonly therapy: Schedule | null;
  readonly motorStalled: boolean;
  /** Null while the pump is not registered. */
  readonly lowReservoirNl: number | null;
  readonly drugs: readonly { readonly code: DrugCode }[];
  readonly drugExpiresAt: EpochMs | null;
  /** Boluses expected on top of the schedule, spread evenly over the day; default 0. */
  readonly bolusNlPerDay?: number;
  readonly maximumIntervals?: MaximumIntervals;
}

/** A date with its doubt: by `p10` there is a chance of 10 % that it has come, by `p90` one of 90 %. */
export interface DateQuantiles {
  readonly p10: EpochMs;
  readonly p50: EpochMs;
  readonly p90: EpochMs;
}

/** Why the refill must be by then. */
export type RefillReason = NonNullable<RefillView['because']>;

/** When the reservoir will be low and empty, and by when to refill it. */
export interface RefillForecast {
  readonly lowAt: DateQuantiles | null;
  readonly emptyAt: DateQuantiles | null;
  readonly drugExpiresAt: EpochMs | null;
  readonly refillBy: EpochMs | null;
  readonly because: RefillReason | null;
}

const HOURS_PER_DAY = 24;

const withBoluses = (therapy: Schedule, bolusNlPerDay: number): Schedule => {
  if (bolusNlPerDay === 0 || therapy.mode === 'stopped') return therapy;
  const extra = bolusNlPerDay / HOURS_PER_DAY;
  const segments = therapy.segments.map(({ startMinute, rateNlPerHour }) => ({
    startMinute,
    rateNlPerHour: nanolitresPerHour(rateNlPerHour + extra),
  }));
  return { mode: therapy.mode, segments };
};

const datesOf = (schedule: Schedule, now: EpochMs, level: LevelInputs, markNl: number): DateQuantiles | null => {
  const at = (z: number) => timeOfVolume(schedule, now, accountUntil(level, markNl, z));
  const p10 = at(-Z90);
  const p50 = at(0);
  const p90 = at(Z90);
  return p10 === null || p50 === null || p90 === null ? null : { p10, p50, p90 };
};

const earliest = (
  candidates: readonly (readonly [EpochMs | null, RefillReason])[],
): Pick<RefillForecast, 'refillBy' | 'because'> => {
  let refillBy: EpochMs | null = null;
  let because: RefillReason | null = null;
  for (const [at, reason] of candidates) {
    if (at === null || (refillBy !== null && at >= refillBy)) continue;
    refillBy = at;
    because = reason;
  }
  return { refillBy, because };
};

/**
 * Dates by the programmed schedule and what is known of the pump's delivery ratio. A mark that a quantile has reached already gives `now`. Dates are null
 * while nothing is being delivered (stalled, stopped, all rates 0), before the first refill or programme, and when one lies beyond the year 9999; `refillBy` then rests
 * on expiry and interval alone. Of equal dates the reason is the first of low reservoir, expiry, interval.
 */
export const forecastRefill = (input: RefillForecastInput): RefillForecast => {
  const { now, level, therapy, filledAt, lowReservoirNl, drugExpiresAt } = input;
  const running = input.motorStalled || therapy === null ? null : withBoluses(therapy, input.bolusNlPerDay ?? 0);
  const until = (markNl: number | null) =>
    running === null || level === null || markNl === null ? null : datesOf(running, now, level, markNl);
  const lowAt = until(lowReservoirNl);
  const intervalEnd = filledAt === null ? null : maximumIntervalEnd(filledAt, input.drugs, input.maximumIntervals);
  const due = earliest([
    [lowAt?.p10 ?? null, 'low-reservoir'],
    [drugExpiresAt, 'drug-expiry'],
    [intervalEnd, 'maximum-interval'],
  ]);
  return { lowAt, emptyAt: until(0), drugExpiresAt, ...due };
};
