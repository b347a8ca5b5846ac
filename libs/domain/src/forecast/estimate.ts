import { nanolitres, type Nanolitres } from '@cisterna/contract';
import { cycleSpread, FILLING_ERROR_NL, type DeliveryRatios } from './delivery-ratios.ts';

/** What the level of the present fill is judged by. Volumes in nanolitres. */
export interface LevelInputs {
  readonly filledNl: number;
  /** By the pump's own account, since the fill. */
  readonly deliveredNl: number;
  /** Programmed volume that falls into missing reports of this fill. */
  readonly unreportedNl: number;
  readonly ratios: DeliveryRatios;
  /** Where known, no level is above it (or above what was filled, should that be more). */
  readonly capacityNl?: number | null;
}

/** Chance of 10, 50 and 90 % that the true level is below. */
export interface LevelEstimate {
  readonly p10Nl: Nanolitres;
  readonly p50Nl: Nanolitres;
  readonly p90Nl: Nanolitres;
}

/** Standard normal quantile of 90 %. */
export const Z90 = 1.2815515655446004;
/** Doubt whether unreported volume was delivered, as a share of it: as a rule it was; an assumption without a source. */
const UNREPORTED_SPREAD = 0.3;

/** Variance of the level that does not grow with further delivery: the fill itself and what went unreported. */
export const fixedVariance = ({ unreportedNl, ratios }: LevelInputs): number =>
  FILLING_ERROR_NL ** 2 + (UNREPORTED_SPREAD * ratios.mean * unreportedNl) ** 2;

const expelledNl = ({ deliveredNl, unreportedNl }: LevelInputs): number => deliveredNl + unreportedNl;

const meanNl = (input: LevelInputs): number => input.filledNl - input.ratios.mean * expelledNl(input);

const within = ({ filledNl, capacityNl }: LevelInputs, level: number): Nanolitres =>
  nanolitres(Math.max(0, Math.min(Math.round(level), Math.max(capacityNl ?? Number.MAX_SAFE_INTEGER, filledNl))));

/** The median alone of {@link estimateLevel}, for what is decided at every event. */
export const estimateMedianNl = (input: LevelInputs): Nanolitres => within(input, meanNl(input));

/**
 * The true volume in the reservoir as a distribution, whole nanolitres from 0 to the capacity, p10 ≤ p50 ≤ p90: what was filled less the account times
 * the pump's delivery ratio. Unreported volume counts as delivered in the median and widens the band.
 */
export const estimateLevel = (input: LevelInputs): LevelEstimate => {
  const mean = meanNl(input);
  const ratioSpread = cycleSpread(input.ratios) * expelledNl(input);
  const reach = Z90 * Math.sqrt(ratioSpread ** 2 + fixedVariance(input));
  return { p10Nl: within(input, mean - reach), p50Nl: within(input, mean), p90Nl: within(input, mean + reach) };
};

/**
 * Further nanolitres of the pump's account until the level has come down to `levelNl` in the `z` quantile (−Z90: the early 10 %, 0: the median);
 * 0 and less: it has already. It solves the same normal model as {@link estimateLevel}, so that at that volume the estimate's quantile is `levelNl`.
 */
export const accountUntil = (input: LevelInputs, levelNl: number, z: number): number => {
  const { mean } = input.ratios;
  const fall = input.filledNl - levelNl;
  const spread = cycleSpread(input.ratios);
  const fixed = fixedVariance(input);
  // mean·A − fall = z·√(spread²·A² + fixed), for A: a quadratic whose root on z's side is wanted.
  const leading = mean ** 2 - (z * spread) ** 2;
  const root = Math.sqrt(Math.max(0, (spread * fall) ** 2 + fixed * leading));
  return (mean * fall + z * root) / leading - expelledNl(input);
};
