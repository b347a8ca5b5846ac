import { nanolitresPerHour, type DrugCode, type EpochMs, type RefillView } from '@cisterna/contract';
import { dailyVolumeNl, timeOfVolume, type Schedule } from '../therapy/schedule.ts';
import type { HabitOutlook } from './bolus-habit.ts';
import { accountUntil, type AccountOutlook, type LevelInputs } from './estimate.ts';
import { maximumIntervalEnd, type MaximumIntervals } from './maximum-interval.ts';

/** A level sensor that sees more leave than is programmed. */
export interface SensedFall {
  readonly levelNl: number;
  /** Per programmed volume. */
  readonly ratio: number;
}

/** What the next refill is judged by. */
export interface RefillForecastInput {
  /** No date is before it. */
  readonly now: EpochMs;
  /** The sensed level and the rate at which it falls, while that is too fast for the programme; null else. */
  readonly sensedFall: SensedFall | null;
  /** Null before the first refill; from its time on the schedule is integrated. */
  readonly level: LevelInputs | null;
  readonly filledAt: EpochMs | null;
  /** Null while none has arrived: then the habit alone tells what is delivered, once it has seen a day. */
  readonly therapy: Schedule | null;
  readonly motorStalled: boolean;
  readonly lowReservoirNl: number;
  readonly drugs: readonly { readonly code: DrugCode }[];
  readonly drugExpiresAt: EpochMs | null;
  /** What is expected on top of the schedule, spread evenly over the day. */
  readonly habit: HabitOutlook;
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

const withExtra = (therapy: Schedule, extraNlPerDay: number): Schedule => {
  if (extraNlPerDay === 0 || therapy.mode === 'stopped') return therapy;
  const extra = extraNlPerDay / HOURS_PER_DAY;
  const segments = therapy.segments.map(({ startMinute, rateNlPerHour }) => ({
    startMinute,
    rateNlPerHour: nanolitresPerHour(Math.max(0, rateNlPerHour + extra)),
  }));
  return { mode: therapy.mode, segments };
};

const noProgramme: Schedule = { mode: 'continuous', segments: [{ startMinute: 0, rateNlPerHour: nanolitresPerHour(0) }] };

/** What is running from now on; null while nothing is, and where the habit would leave nothing of it. */
const runningOf = ({ therapy: known, motorStalled, habit }: RefillForecastInput): Running | null => {
  if (motorStalled || (known !== null && dailyVolumeNl(known) === 0)) return null;
  const therapy = known ?? noProgramme;
  const schedule = withExtra(therapy, habit.extraNl);
  const dailyNl = dailyVolumeNl(schedule);
  return dailyNl > 0 ? { schedule, outlook: { ...habit, dailyNl } } : null;
};

interface Running {
  readonly schedule: Schedule;
  readonly outlook: AccountOutlook;
}

/** How far the sensed level may be above the true one, nanolitres: bias and noise of a sensor; an assumption without a source. */
const SENSED_ABOVE_NL = 500_000;

/** Further account until a sensed fall comes to a mark: where it is right, that is the early date. */
const untilSensed = ({ levelNl, ratio }: SensedFall, markNl: number): number => (levelNl - SENSED_ABOVE_NL - markNl) / Math.max(1, ratio);

const datesOf = ({ schedule, outlook }: Running, { now, sensedFall }: RefillForecastInput, level: LevelInputs, markNl: number): DateQuantiles | null => {
  const { early, median, late } = accountUntil(level, markNl, outlook);
  const soonest = sensedFall === null ? early : Math.min(early, untilSensed(sensedFall, markNl));
  const p10 = timeOfVolume(schedule, level.at, soonest);
  const p50 = timeOfVolume(schedule, level.at, median);
  const p90 = timeOfVolume(schedule, level.at, late);
  return p10 === null || p50 === null || p90 === null ? null : { p10: Math.max(now, p10), p50: Math.max(now, p50), p90: Math.max(now, p90) };
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
 * Dates by the programmed schedule, the habit of boluses and the belief about the level; where no programme ever arrived, by what the reports of whole days
 * have told. Where a level sensor sees the level fall too fast, the early date believes it. A mark that a quantile has reached already gives `now`. Dates are null
 * while nothing is being delivered (stalled, stopped, all rates 0), before the first refill, before a programme or a day of reports, and when one lies beyond the year
 * 9999; `refillBy` then rests on expiry and interval alone. Of equal dates the reason is the first of low reservoir, expiry, interval.
 */
export const forecastRefill = (input: RefillForecastInput): RefillForecast => {
  const { level, filledAt, lowReservoirNl, drugExpiresAt } = input;
  const running = runningOf(input);
  const until = (markNl: number) => (running === null || level === null ? null : datesOf(running, input, level, markNl));
  const lowAt = until(lowReservoirNl);
  const intervalEnd = filledAt === null ? null : maximumIntervalEnd(filledAt, input.drugs, input.maximumIntervals);
  const due = earliest([
    [lowAt?.p10 ?? null, 'low-reservoir'],
    [drugExpiresAt, 'drug-expiry'],
    [intervalEnd, 'maximum-interval'],
  ]);
  return { lowAt, emptyAt: until(0), drugExpiresAt, ...due };
};
