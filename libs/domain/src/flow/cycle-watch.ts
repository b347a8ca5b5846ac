import { INCOMPLETE_ERROR_NL, UNREPORTED_SPREAD } from '../reservoir/missing-reports.ts';
import { isOver, isUnder, RECONCILED_MARGIN_NL } from './flow-limits.ts';

/**
 * What complete cycles between refills say of the flow: a belief over the pump's own ratio of delivered to programmed volume while it is sound,
 * and two one-sided CUSUMs of the standardised residuals against it. Rounded, so that it stays short as JSON.
 */
export interface CycleWatch {
  readonly mean: number;
  readonly variance: number;
  readonly up: number;
  readonly down: number;
}

/** A refill's measurement of a cycle, in nanolitres. */
export interface CycleVolumes {
  /** Former fill less what was aspirated. */
  readonly expelledNl: number;
  /** What was aspirated: where nothing was left, the pump may have expelled its fill long before, and the ratio is only a lower bound. */
  readonly leftNl: number;
  /** Sum of what the reports of the cycle say was programmed, and what reports that are missing were asked for. */
  readonly programmedNl: number;
  /** The latter alone: nobody knows whether it was delivered. */
  readonly unreportedNl: number;
  /** Whether nothing between its two refills is missing. */
  readonly complete: boolean;
}

/** Middle of the clinical +1 % (cumulative) and +2.5 % (per refill): Wesemann 2014, PMC4218763. */
const PRIOR_MEAN = 1.0175;
/** How much sound pumps differ from each other, standard deviation: the label's ±14.5 % is four of them [U]. */
const PRIOR_SPREAD = 0.035;
/** How much one pump's ratio differs from cycle to cycle [U]. */
const CYCLE_SPREAD = 0.02;
/** Error of what was filled and of what was drawn out, together, standard deviation [U]. */
const MEASURING_NL = 350_000;
/** The same where nothing was left to be drawn out. */
const FILLING_NL = 200_000;
/** Half of the smallest shift to be found (15 %) is more than one standard deviation of a residual: hence a larger slack than the customary 0.5. */
const SLACK = 1;
/** Decision limit: one residual of 4, or two of 2.5 in a row [D]. */
const LIMIT = 3;
/** The same where the reservoir is found empty early again; chosen on training seeds. */
const EMPTY_LIMIT = 1.8;
/** What it would add that a pump is found empty which was as likely as not to be: no evidence, the visit was a little late. */
const AS_LIKELY_AS_NOT = Math.LN2 / 2;
/** No sum grows beyond this: a pump set right again must not take years to be believed. */
const MOST = 2 * LIMIT;
/** A residual beyond this teaches nothing about the sound pump. */
const SOUND = 3;
/** A cycle with events missing adds no more than this, however much it seems to owe: not all that may be missing can be guessed. */
const MOST_INCOMPLETE = 2;
/** No more than this is aspirated from an empty reservoir [U]. */
const EMPTY_NL = 500_000;
/** Where a cycle itself is nearer to the programme than this, a drift is no alert yet. */
const DRIFT_OVER = 1.1;
const DRIFT_UNDER = 0.9;
/** An empty reservoir that should have held no more than this was emptied about as programmed. */
const OWED_NL = 1_000_000;
/** Residuals are cut here: one absurd refill is a fact of its own, not a drift. */
const MOST_RESIDUAL = 6;

export const initialCycleWatch: CycleWatch = { mean: PRIOR_MEAN, variance: PRIOR_SPREAD ** 2, up: 0, down: 0 };

/** What a cycle shows: beyond the limits by itself, or together with those before it. */
export interface CycleVerdict {
  readonly over: 'reconciled' | 'drift' | null;
  readonly under: 'reconciled' | 'drift' | null;
}

/** Adding 0 makes a negative zero plain, which JSON would not keep. */
const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps + 0;

/** How much more left the reservoir than was programmed. */
const owedNl = ({ expelledNl, programmedNl }: CycleVolumes): number => expelledNl - programmedNl;

const isEmpty = ({ leftNl }: CycleVolumes): boolean => leftNl <= EMPTY_NL;

/** Density of the standard normal. */
const density = (z: number): number => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);

/** Chance that a standard normal is above `z` ≥ 0, good to 0.3 % of itself: Börjesson and Sundberg, IEEE Trans. Commun. 27 (1979) 639. */
const upperTail = (z: number): number => density(z) / (0.661 * z + 0.339 * Math.sqrt(z ** 2 + 5.51));

/** Chance that a standard normal is above `z`. */
const chanceAbove = (z: number): number => (z >= 0 ? upperTail(z) : 1 - upperTail(-z));

type Belief = Pick<CycleWatch, 'mean' | 'variance'>;

/** The belief after a ratio so many standard deviations away, which tells this share of what a measured one does. */
const learn = ({ mean, variance }: Belief, noise: number, away: number, told: number): Belief => {
  const gain = variance / (variance + noise);
  return {
    mean: rounded(mean + gain * away * Math.sqrt(variance + noise), 1e4),
    variance: Math.max(1e-6, rounded(variance * (1 - gain * told), 1e6)),
  };
};

/**
 * What a residual adds to the sum. Of a lower bound the log-likelihood ratio counts: the chance of running empty is near 1 for a pump that
 * over-delivers, and that of the residual or more for a sound one; half of it, since a slack of 1 belongs to a shift of 2. It never speaks for the pump.
 */
const stepUp = (residual: number, isBound: boolean, complete: boolean): number => {
  const whole = residual - SLACK;
  const step = isBound ? Math.max(0, whole, -Math.log(chanceAbove(residual)) / 2 - AS_LIKELY_AS_NOT) : whole;
  return complete ? step : Math.min(MOST_INCOMPLETE, step);
};

/** The same for a shortfall: no lower bound can tell of one. */
const stepDown = (residual: number, isBound: boolean): number => (isBound ? Math.min(0, -residual - SLACK) : -residual - SLACK);

/** Variance of a cycle's ratio at a pump whose own is known. */
const noiseOf = (volumes: CycleVolumes): number => {
  const hidden = volumes.complete ? 0 : INCOMPLETE_ERROR_NL ** 2 + (UNREPORTED_SPREAD * volumes.unreportedNl) ** 2;
  const measured = (isEmpty(volumes) ? FILLING_NL : MEASURING_NL) ** 2;
  return CYCLE_SPREAD ** 2 + (measured + hidden) / volumes.programmedNl ** 2;
};

/** After a cycle that lies within, a sum that had passed its limit starts again: the cause is over. */
const cusum = (former: number, step: number): number => {
  if (former > LIMIT && step < 0) return 0;
  return rounded(Math.min(MOST, Math.max(0, former + step)), 100);
};

/** What a cycle teaches of the sound pump: of a lower bound that the ratio is somewhere above it (moments of a normal cut off below). */
const taught = (watch: Belief, residual: number, volumes: CycleVolumes): Belief => {
  if (Math.abs(residual) >= SOUND) return watch;
  const noise = noiseOf(volumes);
  if (!isEmpty(volumes)) return learn(watch, noise, residual, 1);
  const hazard = density(residual) / chanceAbove(residual);
  return learn(watch, noise, hazard, hazard * (hazard - residual));
};

const residualOf = ({ mean, variance }: Belief, volumes: CycleVolumes): number => {
  const residual = (volumes.expelledNl / volumes.programmedNl - mean) / Math.sqrt(variance + noiseOf(volumes));
  return Math.max(-MOST_RESIDUAL, Math.min(MOST_RESIDUAL, residual));
};

/**
 * The watch after a cycle; one in which nothing was programmed says nothing. Where events are missing a refill may be among them: more left than
 * there should be then tells of no shortfall, but too little left still counts. What a missing refill leaves is too far off to teach anything.
 */
export const evolveCycleWatch = (watch: CycleWatch, volumes: CycleVolumes): CycleWatch => {
  if (volumes.programmedNl <= 0) return watch;
  const residual = residualOf(watch, volumes);
  const { mean, variance } = taught(watch, residual, volumes);
  const up = cusum(watch.up, stepUp(residual, isEmpty(volumes), volumes.complete));
  return { mean, variance, up, down: volumes.complete ? cusum(watch.down, stepDown(residual, isEmpty(volumes))) : watch.down };
};

/** A cycle that itself is near the programme is no drift; an empty reservoir hides how far from it the pump went: 2 mL are enough there. */
const isFarOver = (volumes: CycleVolumes): boolean =>
  volumes.expelledNl > DRIFT_OVER * volumes.programmedNl || (isEmpty(volumes) && owedNl(volumes) > RECONCILED_MARGIN_NL);

/** Up to 2 mL no cycle tells of anything by itself: only where those before it spoke for the same. */
const isMore = (volumeNl: number, before: number): boolean => volumeNl > RECONCILED_MARGIN_NL || before > 0;

/** Found empty early again, where cycles before it spoke for over-delivery too. */
const isEmptyAgain = (before: CycleWatch, after: CycleWatch, volumes: CycleVolumes): boolean =>
  isEmpty(volumes) && before.up > 0 && after.up > EMPTY_LIMIT && owedNl(volumes) > OWED_NL;

const overBy = (before: CycleWatch, after: CycleWatch, volumes: CycleVolumes): CycleVerdict['over'] => {
  if (isOver(volumes.expelledNl, volumes.programmedNl) && owedNl(volumes) > RECONCILED_MARGIN_NL) return 'reconciled';
  const drifts = after.up > LIMIT && isFarOver(volumes) && isMore(owedNl(volumes), before.up);
  return drifts || isEmptyAgain(before, after, volumes) ? 'drift' : null;
};

const underBy = (before: CycleWatch, after: CycleWatch, volumes: CycleVolumes): CycleVerdict['under'] => {
  const { expelledNl, programmedNl } = volumes;
  const shortNl = -owedNl(volumes);
  if (isUnder(expelledNl, programmedNl) && shortNl > RECONCILED_MARGIN_NL) return 'reconciled';
  return after.down > LIMIT && expelledNl < DRIFT_UNDER * programmedNl && isMore(shortNl, before.down) ? 'drift' : null;
};

const says = ({ programmedNl, complete }: CycleVolumes): boolean => complete && programmedNl > 0;

/** Judges a cycle, if it is complete: the Shewhart limit of the contract on it alone, the CUSUM on it and those before; the watch before it and after it. */
export const judgeCycle = (before: CycleWatch, after: CycleWatch, volumes: CycleVolumes): CycleVerdict =>
  says(volumes) ? { over: overBy(before, after, volumes), under: underBy(before, after, volumes) } : { over: null, under: null };
