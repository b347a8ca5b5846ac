import { offsetExcessAfter, offsetVarianceAfter, type Doubt, type Stretch } from './joint-belief.ts';
import { accountBelief, type LevelBelief } from './level-belief.ts';

/** Offset of the level from the account (mL), excess of delivery, and their variances and covariance, as they stand at some account of the fill. */
export interface LevelJudgement {
  readonly offsetMl: number;
  readonly excess: number;
  readonly offsetVariance: number;
  readonly covariance: number;
  readonly excessVariance: number;
}

/** Where a sensor and the account begin to contradict each other, and where they do wholly, in standard deviations of the account’s belief. */
const DOUBT_BEGINS = 1.5;
const TORN = 3;
/** So much of the squared half distance that the 10 and 90 % quantiles reach well beyond both. */
const EITHER = 1.4;
const { abs, max, min, sqrt } = Math;

const judgement = ({ mean, doubt }: Pick<LevelBelief, 'mean' | 'doubt'>, stretch: Stretch): LevelJudgement => ({
  offsetMl: mean[0] - mean[1] * stretch.volumeMl,
  excess: mean[1],
  offsetVariance: offsetVarianceAfter(doubt, stretch),
  covariance: offsetExcessAfter(doubt, stretch),
  excessVariance: doubt[3],
});

/** 0 while sensor and account agree, 1 where only one of the two can be right. */
const tornBy = (offMl: number, doubt: Doubt, sinceFill: Stretch): number =>
  min(1, max(0, (abs(offMl) / sqrt(offsetVarianceAfter(doubt, sinceFill)) - DOUBT_BEGINS) / (TORN - DOUBT_BEGINS)));

/**
 * The belief at some account of the fill. `stretch` is since the belief was carried, `sinceFill` since the refill. Where a level sensor has led the belief away from
 * all that the account and former refills allow, either may be wrong: the judgement then stands half way, and its doubt reaches both.
 */
export const judgeLevel = (belief: LevelBelief, stretch: Stretch, sinceFill: Stretch): LevelJudgement => {
  const sensed = judgement(belief, stretch);
  if (belief.sensor === null) return sensed;
  const { mean, doubt } = accountBelief(belief);
  const offMl = sensed.offsetMl - (mean[0] - mean[1] * sinceFill.volumeMl);
  const torn = tornBy(offMl, doubt, sinceFill);
  if (torn === 0) return sensed;
  const halfOff = (torn * offMl) / 2;
  const halfExcess = (torn * (sensed.excess - mean[1])) / 2;
  return {
    offsetMl: sensed.offsetMl - halfOff,
    excess: sensed.excess - halfExcess,
    offsetVariance: sensed.offsetVariance + EITHER * halfOff ** 2,
    covariance: sensed.covariance + EITHER * halfOff * halfExcess,
    excessVariance: sensed.excessVariance + EITHER * halfExcess ** 2,
  };
};
