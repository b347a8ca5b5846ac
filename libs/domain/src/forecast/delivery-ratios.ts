/**
 * What is known of a pump's true delivery per nanolitre of its own account: a normal belief over its long-run ratio, narrowed by each
 * complete reconciliation. Plain data, safe to keep as JSON.
 */
export interface DeliveryRatios {
  readonly mean: number;
  readonly variance: number;
  /** Reconciliations learnt from. */
  readonly learnt: number;
}

/** One reconciliation as evidence. */
export interface RatioObservation {
  /** (former filledNl − aspiratedNl) / deliveredNl; null when nothing was delivered. */
  readonly ratio: number | null;
  /** What the pump's account says was delivered in the cycle. */
  readonly deliveredNl: number;
  /** Whether nothing between the two refills is missing. */
  readonly complete: boolean;
}

/** Middle of the clinical +1 % (cumulative) to +2.5 % (per refill): Wesemann 2014, PMC4218763. */
const PRIOR_MEAN = 1.0175;
/** The label's ±14.5 % (ECRI 2014-03-26), read as limits that hold 95 % of cycles. */
const PRIOR_SPREAD = 0.145 / 1.96;
/** How much one pump's ratio differs from cycle to cycle; an assumption without a source. */
const CYCLE_SPREAD = 0.02;
/** Error of filling and of measuring what was filled, standard deviation; an assumption without a source. */
export const FILLING_ERROR_NL = 250_000;
/** Error of measuring what was aspirated, residue in needle and reservoir included; an assumption without a source. */
const ASPIRATION_ERROR_NL = 300_000;
/** Beyond this many standard deviations a cycle contradicts what was learnt: the pump has changed, or the record is wrong. */
const CONTRADICTION = 3;
/** A ratio beyond these says that the cycle was no plain delivery (pocket fill, diversion, lost drug): it counts as the limit. */
const RATIO_LIMITS = { least: 0.5, most: 2 };

const PRIOR_VARIANCE = PRIOR_SPREAD ** 2 - CYCLE_SPREAD ** 2;

/** A pump of which nothing is known yet. */
export const initialRatios: DeliveryRatios = { mean: PRIOR_MEAN, variance: PRIOR_VARIANCE, learnt: 0 };

/** Standard deviation of the ratio of a single cycle: doubt over the pump and its change from cycle to cycle. */
export const cycleSpread = ({ variance }: DeliveryRatios): number => Math.sqrt(variance + CYCLE_SPREAD ** 2);

/**
 * The belief after a reconciliation: conjugate normal update, weighted by the measuring error over the volume. An incomplete cycle, or one without
 * delivery, teaches nothing. One that contradicts what was learnt first widens the belief back to the fleet's.
 */
export const learnRatio = (
  state: DeliveryRatios,
  { ratio, deliveredNl, complete }: RatioObservation,
): DeliveryRatios => {
  if (!complete || ratio === null || deliveredNl <= 0) return state;
  const observed = Math.min(RATIO_LIMITS.most, Math.max(RATIO_LIMITS.least, ratio));
  const noise = CYCLE_SPREAD ** 2 + (FILLING_ERROR_NL ** 2 + ASPIRATION_ERROR_NL ** 2) / deliveredNl ** 2;
  const surprise = Math.abs(observed - state.mean) / Math.sqrt(state.variance + noise);
  const before = surprise > CONTRADICTION ? PRIOR_VARIANCE : state.variance;
  const gain = before / (before + noise);
  return { mean: state.mean + gain * (observed - state.mean), variance: before * (1 - gain), learnt: state.learnt + 1 };
};
