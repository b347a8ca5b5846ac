import type { EpochMs } from '@cisterna/contract';
import type { ByScale } from './pressure-channel.ts';

/** One number for each test: half an hour and three hours beside the last day, a day beside the weeks before. */
export type ByTest = readonly [hour: number, present: number, day: number];

/**
 * Three sums of log-likelihood ratios (Page's test), one for each way in which a fault may show: a deep or a moderate loss that comes within hours, a slight or slow
 * one within days. Time, not the number of reports, weighs the evidence. Plain data, safe to keep as JSON.
 */
export interface PressureTest {
  readonly sums: ByTest;
  /** When each sum last stood at 0: the best guess of where a fault began. */
  readonly quietAt: ByTest;
}

/** How the evidence of one test is weighed: standard deviations of loss → nats per hour. */
interface Weighing {
  /** What speaks as one observation, if the patient's noise has no memory of its own. */
  readonly unitHours: number;
  /** Loss, in standard deviations, that speaks neither way. */
  readonly allowance: number;
  /** Nats that a quiet unit takes back at most. */
  readonly quietest: number;
  /** Nats that an hour adds at most. */
  readonly loudest: number;
}

/** Faults of the catheter per pump-year: 0.020 with reinforced catheters, 0.030 over twenty years (sources in docs/detection.md). */
const FAULTS_PER_YEAR = 0.03;
const HOURS_PER_YEAR = 8766;

/**
 * The caps are the odds of what is harmless: the tip lies against tissue for hours, so that an hour of deep loss speaks for a fault by 2 nats at most; a day in bed lasts
 * a day. [U], chosen on generated patients whose noise has tails far heavier than the normal's.
 */
const weighings = {
  hour: { unitHours: 5, allowance: 2.5, quietest: 8, loudest: 2 },
  present: { unitHours: 8, allowance: 2, quietest: 3, loudest: 1 },
  day: { unitHours: 24, allowance: 1, quietest: 3, loudest: 0.5 },
} satisfies Record<string, Weighing>;

/** Three tests run side by side, and what is harmless has shapes that nobody listed: the odds against count so many times [U]. */
const CAUTION = 9;

/** What a sum must outweigh: the odds against a fault in any one unit of time. */
const oddsAgainst = (unitHours: number): number => Math.log((CAUTION * HOURS_PER_YEAR) / (FAULTS_PER_YEAR * unitHours));
const against: ByTest = [
  oddsAgainst(2),
  oddsAgainst(weighings.present.unitHours),
  oddsAgainst(weighings.day.unitHours),
];
/** Evidence kept at most beyond that, so that a suspicion fades within days once the readings are sound again. */
const SURPLUS = 5;
/** The mean adds to what the pulsation shows, never leads: posture and drift move it too. */
const MEAN_SHARE = 0.65;
const MEAN_LIMIT = 1.2;
/** From so many standard deviations on, a mean out of place makes hours of lost pulsation speak up to twice as loud. */
const MEAN_TELLS_FROM = 4;
const GRAIN = 1e3;

const clip = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** No evidence yet. */
export const quietTest = (at: EpochMs): PressureTest => ({ sums: [0, 0, 0], quietAt: [at, at, at] });

/** Loss of pulsation in standard deviations, together with a mean that moved along with it. */
const lossOf = (pulsation: number, mean: number): number => {
  const loss = -pulsation;
  if (loss <= 1) return loss;
  return Math.max(loss, MEAN_SHARE * (loss + Math.min(Math.abs(mean), MEAN_LIMIT * loss)));
};

/** Nats per hour: the normal log-likelihood ratio of a shift as large as it looks, spread over the hours for which readings speak as one; less than the allowance speaks against it. */
const natsOf = (loss: number, { unitHours, allowance, quietest, loudest }: Weighing, memoryHours = 0): number =>
  loss < allowance
    ? -Math.min(quietest, allowance * (allowance - loss)) / unitHours
    : Math.min(loudest, (loss * loss - allowance * allowance) / (2 * (unitHours + memoryHours)));

/** Up to twice as loud where the mean is out of place. */
const told = (nats: number, mean: number): number =>
  nats <= 0 ? nats : nats * (1 + clip((Math.abs(mean) - MEAN_TELLS_FROM) / MEAN_TELLS_FROM, 0, 1));

const kept = (sum: number, most: number): number => Math.round(clip(sum, 0, most + SURPLUS) * GRAIN) / GRAIN;

/** The test after a block of readings that ended at `at` and covers so many hours; `memoryHours` is how long this patient's noise remembers. */
export const advanceTest = (
  { sums, quietAt }: PressureTest,
  pulsation: ByTest,
  mean: ByScale,
  { hours, at, memoryHours }: { readonly hours: number; readonly at: EpochMs; readonly memoryHours: number },
): PressureTest => {
  const hour = kept(sums[0] + hours * told(natsOf(-pulsation[0], weighings.hour), mean[0]), against[0]);
  const present = kept(sums[1] + hours * natsOf(lossOf(pulsation[1], mean[1]), weighings.present), against[1]);
  const day = kept(sums[2] + hours * natsOf(lossOf(pulsation[2], mean[2]), weighings.day, memoryHours), against[2]);
  return {
    sums: [hour, present, day],
    quietAt: [hour > 0 ? quietAt[0] : at, present > 0 ? quietAt[1] : at, day > 0 ? quietAt[2] : at],
  };
};

/** Logarithm of the odds of a fault: the strongest of the three tests. */
export const logOddsOf = ({ sums }: PressureTest): number =>
  Math.max(sums[0] - against[0], sums[1] - against[1], sums[2] - against[2]);

/** How much of the evidence that makes a suspicion is there: of a loss within hours, and of a decline within days; 1 is enough, somewhat more is kept. */
export const sharesOf = ({ sums }: PressureTest): { readonly loss: number; readonly decline: number } => ({
  loss: Math.max(sums[0] / against[0], sums[1] / against[1]),
  decline: sums[2] / against[2],
});

/** The larger of the two shares, at most 1. */
export const shareOf = ({ sums }: PressureTest): number =>
  Math.min(1, Math.max(sums[0] / against[0], sums[1] / against[1], sums[2] / against[2]));

/** When the fault is likely to have begun: where the strongest sum left 0. */
export const onsetIn = (test: PressureTest): EpochMs => {
  const { sums, quietAt } = test;
  const strongest = logOddsOf(test);
  if (sums[0] - against[0] === strongest) return quietAt[0];
  return sums[1] - against[1] === strongest ? quietAt[1] : quietAt[2];
};
