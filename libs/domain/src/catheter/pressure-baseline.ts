import type { DeliveryReported, EpochMs } from '@cisterna/contract';
import { stretchOf } from './day-rhythm.ts';
import { addReading, limitedPa, type PressureBlock } from './pressure-block.ts';
import {
  expectedOf,
  meanSettings,
  pulsationSettings,
  settleChannel,
  startChannel,
  trackChannel,
  unbent,
  type PressureChannel,
  type Step,
} from './pressure-channel.ts';
import { changeOf, settleChange, startChange, trackChange, usualOf, type PressureChange } from './pressure-change.ts';
import { dayDeviationOf, deviationOf, memoryOf } from './pressure-deviation.ts';
import { advanceTest, quietTest, shareOf, type PressureTest } from './pressure-test.ts';

/** What a pump's pressure readings have taught so far, and what they speak for. Plain data, safe to keep as JSON. */
export interface PressureBaseline {
  /** End of the last reading. */
  readonly readAt: EpochMs;
  /** Hours of the last block of readings that was judged. */
  readonly blockHours: number;
  readonly learntHours: number;
  /** Hours of reports without a reading since the last one, up to a limit. */
  readonly blindHours: number;
  /** Hours left in which the baseline follows the readings without judging them, after the catheter was found sound. */
  readonly settlingHours: number;
  readonly pulsation: PressureChannel;
  readonly mean: PressureChannel;
  /** Of the pulsation. */
  readonly change: PressureChange;
  readonly test: PressureTest;
  /** Readings not yet judged, less than an hour of them; null without. */
  readonly block: PressureBlock | null;
}

export type Pressure = NonNullable<DeliveryReported['data']['catheterPressure']>;

/** The baseline must have seen the day twice before it can judge. */
export const LEARNING_HOURS = 48;
/** Without a reading for as long, nothing is known of the present. */
export const BLIND_HOURS = 48;
/** After an examination found the catheter sound, the readings of a day are the new usual. */
const SETTLING_HOURS = 24;
/** A longer period weighs no more: a single reading never makes a suspicion. */
const LONGEST_HOURS = 6;
const MOST_LEARNT_HOURS = 720;
/** Pulsation as weak as this (pascals) can't be told from the sensor's noise of 5–10 Pa: its loss would not show. */
const WEAKEST_LOG = Math.log(15);

/** Whether the baseline is old and strong enough to judge by. */
export const canJudge = ({ learntHours, pulsation }: PressureBaseline): boolean =>
  learntHours >= LEARNING_HOURS && pulsation.level >= WEAKEST_LOG;

/** The hours that a period weighs. */
const weightOf = (periodSeconds: number): number => Math.min(LONGEST_HOURS, periodSeconds / 3600);

/** The period of a reading: its end, its length, and whether it may teach anything (it may not while a fault is confirmed). */
interface Period {
  readonly at: EpochMs;
  readonly periodSeconds: number;
  readonly frozen: boolean;
}

const start = (block: PressureBlock, at: EpochMs): PressureBaseline => ({
  readAt: at,
  blockHours: block.hours,
  learntHours: 0,
  blindHours: 0,
  settlingHours: 0,
  pulsation: startChannel(block.logPulsation, pulsationSettings),
  mean: startChannel(block.meanPa, meanSettings),
  change: startChange(pulsationSettings),
  test: quietTest(at),
  block,
});

interface Judged extends Step {
  readonly at: EpochMs;
}

const judge = (
  test: PressureTest,
  { pulsation, mean, change }: Pick<PressureBaseline, 'pulsation' | 'mean' | 'change'>,
  { age, hours, at }: Judged,
): PressureTest => {
  const [hour, present] = changeOf(change, pulsation, age);
  return advanceTest(test, [hour, present, dayDeviationOf(pulsation, age)], deviationOf(mean, age), {
    hours,
    at,
    memoryHours: memoryOf(pulsation),
  });
};

const settle = (baseline: PressureBaseline, block: PressureBlock, step: Step, at: EpochMs): PressureBaseline => ({
  ...baseline,
  readAt: at,
  blockHours: block.hours,
  blindHours: 0,
  settlingHours: Math.max(0, baseline.settlingHours - block.hours),
  pulsation: settleChannel(baseline.pulsation, block.logPulsation, step, pulsationSettings),
  mean: settleChannel(baseline.mean, block.meanPa, step, meanSettings),
  change: settleChange(baseline.change),
  test: quietTest(at),
  block: null,
});

/** How much of the present may enter the baseline: all while nothing speaks against it, nothing once it is suspected. */
export const trustIn = ({ test }: PressureBaseline): number => 1 - shareOf(test);

/** The baseline after a whole block. */
const readBlock = (baseline: PressureBaseline, block: PressureBlock, { at, frozen }: Period): PressureBaseline => {
  const { hours } = block;
  const trust = frozen ? 0 : trustIn(baseline);
  const step = { stretch: stretchOf(at, hours), hours, age: baseline.learntHours, trust, at };
  if (baseline.settlingHours > 0 && !frozen) return settle(baseline, block, step, at);
  const pulsation = trackChannel(baseline.pulsation, block.logPulsation, step, pulsationSettings);
  const mean = trackChannel(baseline.mean, block.meanPa, step, meanSettings);
  const move = { value: block.logPulsation, before: baseline.pulsation, after: pulsation };
  const change = trackChange(baseline.change, move, step, pulsationSettings);
  return {
    readAt: at,
    blockHours: hours,
    learntHours: Math.min(MOST_LEARNT_HOURS, baseline.learntHours + hours * trust),
    blindHours: 0,
    settlingHours: baseline.settlingHours,
    pulsation,
    mean,
    change,
    test: canJudge(baseline) ? judge(baseline.test, { pulsation, mean, change }, step) : quietTest(at),
    block: null,
  };
};

/** The baseline after a reading: readings are gathered until they cover an hour, and then judged as one. */
export const readPressure = (
  baseline: PressureBaseline | null,
  pressure: Pressure,
  period: Period,
): PressureBaseline => {
  const { at, periodSeconds } = period;
  const block = addReading(baseline?.block ?? null, pressure, weightOf(periodSeconds));
  const known = baseline ?? start(block, at);
  if (block.hours >= 1) return readBlock(known, block, period);
  return { ...known, readAt: at, blindHours: 0, block };
};

/** The baseline after a report without a reading: it only grows blind, up to a limit. */
export const missReading = (baseline: PressureBaseline, periodSeconds: number): PressureBaseline =>
  baseline.blindHours >= BLIND_HOURS
    ? baseline
    : { ...baseline, blindHours: Math.min(BLIND_HOURS, baseline.blindHours + weightOf(periodSeconds)) };

/** After an examination found the catheter sound: no evidence, and, where readings had moved away (`moved`), those of the next day are the new usual. */
export const absolve = (baseline: PressureBaseline, moved: boolean): PressureBaseline => ({
  ...baseline,
  test: quietTest(baseline.readAt),
  settlingHours: moved ? SETTLING_HOURS : baseline.settlingHours,
  learntHours: moved ? Math.min(4 * LEARNING_HOURS, baseline.learntHours) : baseline.learntHours,
});

/** How far the mean of a reading lies above what the last hours let expect, in pascals. */
export const riseOf = ({ mean }: PressureBaseline, { meanPa }: Pressure, at: EpochMs, periodSeconds: number): number =>
  limitedPa(meanPa) - expectedOf(mean, stretchOf(at, weightOf(periodSeconds))) - mean.recent;

/** Where the mean leans, over hours and over a day, in standard deviations of this patient's: up is positive. */
export const meanLeaning = ({ mean, learntHours }: PressureBaseline): number => {
  const deviation = deviationOf(mean, learntHours);
  return deviation[1] + deviation[2];
};

/**
 * Observed and expected pascals at the last reading (observed: smoothed over some hours; expected: of the pulsation by the last day too), and the pulsation's level over
 * the last day beside that of the weeks before.
 */
export const readingOf = ({ pulsation, mean, change, readAt, blockHours }: PressureBaseline) => {
  const stretch = stretchOf(readAt, blockHours);
  const log = expectedOf(pulsation, stretch);
  const meanPa = expectedOf(mean, stretch);
  const pascals = (logPa: number): number => Math.round(Math.exp(logPa));
  return {
    pulsation: {
      observedPa: pascals(log + pulsation.recent),
      expectedPa: pascals(log + unbent(usualOf(change, pulsation), pulsationSettings)),
    },
    day: {
      observedPa: pascals(pulsation.level + unbent(pulsation.strays[2], pulsationSettings)),
      expectedPa: pascals(pulsation.level),
    },
    mean: { observedPa: Math.round(meanPa + mean.recent), expectedPa: Math.round(meanPa) },
  };
};
