import type { DeliveryReported, EpochMs } from '@cisterna/contract';
import {
  deviationOf,
  EIGHTHS,
  expectedOf,
  MEMORY_HOURS,
  meanSettings,
  pulsationSettings,
  rebaseChannel,
  startChannel,
  trackChannel,
  unitHoursOf,
  type PressureChannel,
} from './pressure-channel.ts';
import { advanceTest, quietTest, SUSPICION_BEGINS, type PressureTest } from './pressure-test.ts';

/** What a pump's pressure readings have taught so far, and what they speak for. Plain data, safe to keep as JSON. */
export interface PressureBaseline {
  /** End of the last reading, and its eighth of the UTC day. */
  readonly readAt: EpochMs;
  readonly eighth: number;
  readonly learntHours: number;
  /** Hours of reports without a reading since the last one, up to a limit. */
  readonly blindHours: number;
  readonly pulsation: PressureChannel;
  readonly mean: PressureChannel;
  readonly test: PressureTest;
}

type Pressure = NonNullable<DeliveryReported['data']['catheterPressure']>;

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;
/** The baseline must have seen the day twice before it can judge. */
export const LEARNING_HOURS = 48;
/** Without a reading for as long, nothing is known of the present. */
export const BLIND_HOURS = 48;
/** A longer period weighs no more: a single reading never makes a suspicion. */
const LONGEST_HOURS = 6;
/** Pulsation as weak as this (pascals) can't be told from the sensor's noise of 5–10 Pa: its loss would not show. */
const WEAKEST_LOG = Math.log(15);

const eighthOf = (middle: EpochMs): number => {
  const days = middle / MS_PER_DAY;
  return Math.floor((days - Math.floor(days)) * EIGHTHS);
};

/** The sensor's floor: below 1 Pa the logarithm would make noise look like news. */
const logOf = (pulsationPa: number): number => Math.log(Math.max(1, pulsationPa));

/** Whether the baseline is old and strong enough to judge by. */
export const canJudge = ({ learntHours, pulsation }: PressureBaseline): boolean =>
  learntHours >= LEARNING_HOURS && pulsation.level >= WEAKEST_LOG;

const start = ({ meanPa, pulsationPa }: Pressure, at: EpochMs, eighth: number, hours: number): PressureBaseline => ({
  readAt: at,
  eighth,
  learntHours: hours,
  blindHours: 0,
  pulsation: startChannel(logOf(pulsationPa), pulsationSettings),
  mean: startChannel(meanPa, meanSettings),
  test: quietTest(at),
});

/** The hours that a period weighs. */
const weightOf = (periodSeconds: number): number => Math.min(LONGEST_HOURS, periodSeconds / 3600);

/** The period of a reading: its end, its length, and whether it may teach anything (it may not while a fault is confirmed). */
interface Period {
  readonly at: EpochMs;
  readonly periodSeconds: number;
  readonly frozen: boolean;
}

/** The baseline after a reading. */
export const readPressure = (
  baseline: PressureBaseline | null,
  pressure: Pressure,
  period: Period,
): PressureBaseline => {
  const { at, periodSeconds, frozen } = period;
  const hours = weightOf(periodSeconds);
  const eighth = eighthOf(at - periodSeconds * 500);
  if (baseline === null) return start(pressure, at, eighth, hours);
  const trust = frozen ? 0 : Math.max(0, 1 - baseline.test.loss / SUSPICION_BEGINS);
  const step = { eighth, hours, age: baseline.learntHours, trust };
  const pulsation = trackChannel(baseline.pulsation, logOf(pressure.pulsationPa), step, pulsationSettings);
  const mean = trackChannel(baseline.mean, pressure.meanPa, step, meanSettings);
  const deviation = { pulsation: deviationOf(pulsation), mean: deviationOf(mean) };
  return {
    readAt: at,
    eighth,
    learntHours: Math.min(MEMORY_HOURS, baseline.learntHours + hours * trust),
    blindHours: 0,
    pulsation,
    mean,
    test: canJudge(baseline)
      ? advanceTest(baseline.test, deviation, hours / unitHoursOf(pulsation), at)
      : quietTest(at),
  };
};

/** The baseline after a report without a reading: it only grows blind, up to a limit. */
export const missReading = (baseline: PressureBaseline, periodSeconds: number): PressureBaseline =>
  baseline.blindHours >= BLIND_HOURS
    ? baseline
    : { ...baseline, blindHours: Math.min(BLIND_HOURS, baseline.blindHours + weightOf(periodSeconds)) };

/** After an examination found the catheter sound: no evidence, and, where readings had moved away (`moved`), the new level learnt quickly. */
export const absolve = (baseline: PressureBaseline, moved: boolean): PressureBaseline => {
  const test = quietTest(baseline.readAt);
  if (!moved) return { ...baseline, test };
  return {
    ...baseline,
    test,
    learntHours: Math.min(LEARNING_HOURS, baseline.learntHours),
    pulsation: rebaseChannel(baseline.pulsation, pulsationSettings),
    mean: rebaseChannel(baseline.mean, meanSettings),
  };
};

/** Observed and expected pascals at the last reading: observed is smoothed over an hour. */
export const readingOf = ({ pulsation, mean, eighth }: PressureBaseline) => {
  const log = expectedOf(pulsation, eighth);
  const meanPa = expectedOf(mean, eighth);
  return {
    pulsation: { observedPa: Math.round(Math.exp(log + pulsation.residual)), expectedPa: Math.round(Math.exp(log)) },
    mean: { observedPa: Math.round(meanPa + mean.residual), expectedPa: Math.round(meanPa) },
  };
};
