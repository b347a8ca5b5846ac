import { nanolitres, type EpochMs, type Nanolitres } from '@cisterna/contract';
import type { HabitOutlook } from './bolus-habit.ts';
import { stretchSince, WANDER_PER_DAY } from './joint-belief.ts';
import { UNREPORTED_SPREAD } from '../reservoir/missing-reports.ts';
import type { LevelBelief } from './level-belief.ts';
import { judgeLevel, type LevelJudgement } from './torn-level.ts';

/** What the level of the present fill is judged by. Volumes in nanolitres. */
export interface LevelInputs {
  readonly filledNl: number;
  /** Since the fill: the pump's own account, and what was programmed while reports were missing. */
  readonly accountNl: number;
  /** That part of the account which no report told of. */
  readonly unreportedNl: number;
  /** When the account stood so. */
  readonly at: EpochMs;
  readonly belief: LevelBelief;
  /** Where known, no level is above it (or above what was filled, should that be more). */
  readonly capacityNl: number | null;
}

/** Chance of 10, 50 and 90 % that the true level is below. */
export interface LevelEstimate {
  readonly p10Nl: Nanolitres;
  readonly p50Nl: Nanolitres;
  readonly p90Nl: Nanolitres;
}

/** Standard normal quantile of 90 %. */
export const Z90 = 1.2815515655446004;
const ML = 1_000_000;
const { max, min, sqrt } = Math;

const within = ({ filledNl, capacityNl }: LevelInputs, level: number): Nanolitres =>
  nanolitres(max(0, min(Math.round(level), max(capacityNl ?? Number.MAX_SAFE_INTEGER, filledNl))));

const judgementOf = ({ belief, accountNl, at }: LevelInputs): LevelJudgement =>
  judgeLevel(belief, stretchSince(belief, accountNl, at), stretchSince({ accountNl: 0, at: belief.filledAt }, accountNl, at));

const medianNl = ({ filledNl, accountNl }: LevelInputs, { offsetMl }: LevelJudgement): number => filledNl - accountNl + offsetMl * ML;

/** Variance of the level now, mL². */
const variance = ({ belief, unreportedNl }: LevelInputs, { offsetVariance }: LevelJudgement): number =>
  belief.scale * offsetVariance + ((UNREPORTED_SPREAD * unreportedNl) / ML) ** 2;

/** The account says more was delivered than can have been there: a refill that nobody told of, or a pump that counts while it is empty. */
const isSpent = (input: LevelInputs, judged: LevelJudgement): boolean =>
  medianNl(input, judged) + max(1, 3 * sqrt(variance(input, judged))) * ML < 0;

/** The median alone of {@link estimateLevel}, for what is decided at every event. */
export const estimateMedianNl = (input: LevelInputs): Nanolitres => within(input, medianNl(input, judgementOf(input)));

/**
 * The true volume in the reservoir as a distribution, whole nanolitres from 0 to the capacity, p10 ≤ p50 ≤ p90: a normal belief about how far it is from
 * the account. Unreported volume counts as delivered in the median and widens the band. Where the account has passed all that can have been there, a fill may have
 * gone unreported: then p90 is a whole one.
 */
export const estimateLevel = (input: LevelInputs): LevelEstimate => {
  const judged = judgementOf(input);
  const mean = medianNl(input, judged);
  const reach = Z90 * sqrt(variance(input, judged)) * ML;
  const most = isSpent(input, judged) ? input.filledNl : mean + reach;
  return { p10Nl: within(input, mean - reach), p50Nl: within(input, mean), p90Nl: within(input, most) };
};

/** How the account will grow. */
export interface AccountOutlook extends HabitOutlook {
  /** Programme and habit together, nanolitres a day, above 0. */
  readonly dailyNl: number;
}

/** Further nanolitres of account until a level is reached; 0 and less: it has been already. */
export interface AccountQuantiles {
  readonly early: number;
  readonly median: number;
  readonly late: number;
}

/** Variance of the level after A mL more of account is constant + linear·A + square·A², in mL. */
interface GrowingVariance {
  readonly constant: number;
  readonly linear: number;
  readonly square: number;
}

const growingVariance = (input: LevelInputs, judged: LevelJudgement, outlook: AccountOutlook, daysToGo: number): GrowingVariance => {
  const { scale } = input.belief;
  const ratio = 1 + judged.excess;
  const { dailyNl, dayVariance, meanVariance } = outlook;
  return {
    constant: variance(input, judged),
    linear: max(0, -2 * scale * judged.covariance) + (ratio ** 2 * dayVariance) / dailyNl / ML,
    square: scale * (judged.excessVariance + (WANDER_PER_DAY * daysToGo) / 3) + ratio ** 2 * (meanVariance / dailyNl ** 2),
  };
};

/**
 * Further nanolitres of the pump's account until the level has come down to `levelNl`: early and late are where the level's 10 and 90 % quantiles
 * reach it (the level only falls, so that is the chance that it has been reached), widened by what boluses to come may add.
 */
export const accountUntil = (input: LevelInputs, levelNl: number, outlook: AccountOutlook): AccountQuantiles => {
  const judged = judgementOf(input);
  const ratio = 1 + judged.excess;
  const fall = (medianNl(input, judged) - levelNl) / ML;
  const median = fall / ratio;
  const { constant, linear, square } = growingVariance(input, judged, outlook, min(400, max(0, (median * ML) / outlook.dailyNl)));
  // fall − ratio·A = ±Z·√(constant + linear·A + square·A²), for A: the two roots of one quadratic.
  const z2 = Z90 ** 2;
  const leading = ratio ** 2 - min(z2 * square, 0.5 * ratio ** 2);
  const half = fall * ratio + (z2 * linear) / 2;
  const root = sqrt(max(0, half ** 2 - leading * (fall ** 2 - z2 * constant)));
  const late = max(median, (half + root) / leading) * ML;
  return {
    early: min(median, (half - root) / leading) * ML,
    median: median * ML,
    late: isSpent(input, judged) ? max(late, (input.filledNl - levelNl) / ratio) : late,
  };
};
