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

/** A refill's measurement of a complete cycle, in nanolitres. */
export interface CycleVolumes {
  /** Former fill less what was aspirated. */
  readonly expelledNl: number;
  /** What was aspirated: where nothing was left, the pump may have expelled its fill long before, and the ratio is only a lower bound. */
  readonly leftNl: number;
  /** Sum of what the reports of the cycle say was programmed. */
  readonly programmedNl: number;
}

/** Middle of the clinical +1 % (cumulative) and +2.5 % (per refill): Wesemann 2014, PMC4218763. */
const PRIOR_MEAN = 1.0175;
/** How much sound pumps differ from each other, standard deviation: the label's ±14.5 % is four of them [U]. */
const PRIOR_SPREAD = 0.035;
/** How much one pump's ratio differs from cycle to cycle [U]. */
const CYCLE_SPREAD = 0.015;
/** Error of what was filled and of what was drawn out, together, standard deviation [U]. */
const MEASURING_NL = 350_000;
/** Half of the smallest shift to be found (15 %) is more than one standard deviation of a residual: hence a larger slack than the customary 0.5. */
const SLACK = 1;
/** Decision limit: one residual of 4, or two of 2.5 in a row [D]. */
const LIMIT = 3;
/** No sum grows beyond this: a pump set right again must not take years to be believed. */
const MOST = 2 * LIMIT;
/** A residual beyond this teaches nothing about the sound pump. */
const SOUND = 3;
/** No more than this is aspirated from an empty reservoir [U]. */
const EMPTY_NL = 500_000;
/** Where a cycle itself is nearer to the programme than this, a drift is no alert yet. */
const DRIFT_OVER = 1.1;
const DRIFT_UNDER = 0.9;
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

const learn = (watch: CycleWatch, ratio: number, noise: number): Pick<CycleWatch, 'mean' | 'variance'> => {
  const gain = watch.variance / (watch.variance + noise);
  return {
    mean: rounded(watch.mean + gain * (ratio - watch.mean), 1e4),
    variance: Math.max(1e-6, rounded(watch.variance * (1 - gain), 1e6)),
  };
};

/** −ln of the chance that a standard normal is above `z` (≥ 0); Sampford's bound, good to a hundredth. */
const surprise = (z: number): number => z ** 2 / 2 + Math.log(2 * Math.PI) / 2 + Math.log((3 * z + Math.sqrt(z ** 2 + 8)) / 4);

/**
 * What a residual adds to the sum. Of a lower bound the log-likelihood ratio counts: the chance of running empty is near 1 for a pump that
 * over-delivers, and that of the residual or more for a sound one; half of it, since a slack of 1 belongs to a shift of 2.
 */
const stepOf = (residual: number, isBound: boolean): number => (isBound && residual > 0 ? Math.max(residual - SLACK, surprise(residual) / 2) : residual - SLACK);

const noiseOf = (programmedNl: number): number => CYCLE_SPREAD ** 2 + (MEASURING_NL / programmedNl) ** 2;

/** After a cycle that lies within, a sum that had passed its limit starts again: the cause is over. */
const cusum = (former: number, step: number): number => {
  if (former > LIMIT && step < 0) return 0;
  return rounded(Math.min(MOST, Math.max(0, former + step)), 100);
};

/** The watch after one complete cycle; one in which nothing was programmed says nothing. */
export const evolveCycleWatch = (watch: CycleWatch, { expelledNl, leftNl, programmedNl }: CycleVolumes): CycleWatch => {
  if (programmedNl <= 0) return watch;
  const ratio = expelledNl / programmedNl;
  const noise = noiseOf(programmedNl);
  const residual = Math.max(-MOST_RESIDUAL, Math.min(MOST_RESIDUAL, (ratio - watch.mean) / Math.sqrt(watch.variance + noise)));
  const isBound = leftNl <= EMPTY_NL;
  const teaches = Math.abs(residual) < SOUND && !(isBound && residual > 0);
  const belief = teaches ? learn(watch, ratio, noise) : { mean: watch.mean, variance: watch.variance };
  return { ...belief, up: cusum(watch.up, stepOf(residual, isBound)), down: cusum(watch.down, -residual - SLACK) };
};

/** An empty reservoir hides how far beyond the programme the pump went: 2 mL are enough there. */
const isFarOver = ({ expelledNl, leftNl, programmedNl }: CycleVolumes): boolean =>
  expelledNl > DRIFT_OVER * programmedNl || (leftNl <= EMPTY_NL && expelledNl - programmedNl > RECONCILED_MARGIN_NL);

const overBy = (watch: CycleWatch, volumes: CycleVolumes): CycleVerdict['over'] => {
  const { expelledNl, programmedNl } = volumes;
  if (isOver(expelledNl, programmedNl) && expelledNl - programmedNl > RECONCILED_MARGIN_NL) return 'reconciled';
  return watch.up > LIMIT && isFarOver(volumes) ? 'drift' : null;
};

const underBy = (watch: CycleWatch, { expelledNl, programmedNl }: CycleVolumes): CycleVerdict['under'] => {
  if (isUnder(expelledNl, programmedNl) && programmedNl - expelledNl > RECONCILED_MARGIN_NL) return 'reconciled';
  return watch.down > LIMIT && expelledNl < DRIFT_UNDER * programmedNl ? 'drift' : null;
};

/** Judges a cycle: the Shewhart limit of the contract on it alone, the CUSUM on it and those before (`watch` is the one after it). */
export const judgeCycle = (watch: CycleWatch, volumes: CycleVolumes): CycleVerdict =>
  volumes.programmedNl <= 0 ? { over: null, under: null } : { over: overBy(watch, volumes), under: underBy(watch, volumes) };
