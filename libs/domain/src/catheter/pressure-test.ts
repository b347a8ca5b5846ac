import type { EpochMs } from '@cisterna/contract';

/**
 * Three one-sided cumulative sums over the deviations from the baseline (Page's test, k = 0.5): pulsation lost, mean risen, mean fallen. Time, not the
 * number of reports, weighs the evidence. Plain data, safe to keep as JSON.
 */
export interface PressureTest {
  readonly loss: number;
  readonly rise: number;
  readonly fall: number;
  /** When the loss last stood at 0: the best guess of where a fault began. */
  readonly quietAt: EpochMs;
}

/** Deviations of a report, in standard deviations of the patient's baseline. */
export interface Deviation {
  readonly pulsation: number;
  readonly mean: number;
}

/** Half the shift, in standard deviations, that the test is tuned to. */
const ALLOWANCE = 0.5;
/** Evidence at which a suspicion begins, probability 0.5: h = 8 suits a fleet (CUSUM table in docs/detection.md), the rest is a margin for heavy tails. */
export const SUSPICION_BEGINS = 10;
/** Evidence kept at most, so that a suspicion fades within days once the readings are sound again. */
const MOST_LOSS = 14;
const MOST_MEAN = 6;
/** One unit speaks at most as loudly, and a quiet one takes back at most as much. */
const LOUDEST = 6;
const QUIETEST = -2;
/** Share of the mean's evidence beside the pulsation's: posture and drift move the mean too, so that alone it says nothing. */
const MEAN_SHARE = 0.25;
/** How steeply probability rises with evidence; chosen, not yet calibrated. */
const STEEPNESS = 0.6;
/** Evidence below which a suspicion ends: probability 0.2. */
export const SUSPICION_ENDS = SUSPICION_BEGINS - Math.log(4) / STEEPNESS;
const GRAIN = 1e6;

const clip = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

const summed = (sum: number, deviation: number, units: number, most: number): number =>
  Math.round(clip(sum + units * (deviation - ALLOWANCE), 0, most) * GRAIN) / GRAIN + 0;

/** No evidence yet. */
export const quietTest = (at: EpochMs): PressureTest => ({ loss: 0, rise: 0, fall: 0, quietAt: at });

/** The test after a report that ended at `at` and counts for so many independent `units`. */
export const advanceTest = (
  test: PressureTest,
  { pulsation, mean }: Deviation,
  units: number,
  at: EpochMs,
): PressureTest => {
  const loss = summed(test.loss, clip(-pulsation, QUIETEST, LOUDEST), units, MOST_LOSS);
  const up = clip(mean, -LOUDEST, LOUDEST);
  return {
    loss,
    rise: summed(test.rise, up, units, MOST_MEAN),
    fall: summed(test.fall, -up, units, MOST_MEAN),
    quietAt: loss === 0 ? at : test.quietAt,
  };
};

/** What the shift of the mean adds to the evidence: never more than the pulsation itself has shown. */
export const meanEvidence = ({ loss, rise, fall }: PressureTest): number =>
  MEAN_SHARE * Math.min(loss, Math.max(rise, fall));

/** All evidence, comparable with {@link SUSPICION_BEGINS}. */
export const evidenceOf = (test: PressureTest): number => test.loss + meanEvidence(test);

/** Probability of a fault, 0.5 where a suspicion begins. */
export const probabilityOf = (test: PressureTest): number =>
  1 / (1 + Math.exp(STEEPNESS * (SUSPICION_BEGINS - evidenceOf(test))));

/** Occlusion-like: pulsation lost with the mean up or unmoved; leak-like: with the mean fallen toward the tissue's. */
export const kindOf = ({ rise, fall }: PressureTest): 'occlusion' | 'leak' => (fall > rise ? 'leak' : 'occlusion');
