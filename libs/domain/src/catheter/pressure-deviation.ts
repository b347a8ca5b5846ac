import { ASSUMED_HOURS, DAY_HOURS, QUARTER_HOURS, type ByScale, type PressureChannel } from './pressure-channel.ts';

const { log, max, min, sign, sqrt } = Math;

/** Weight in hours of what a spread was learnt from, at most. */
export const SPREAD_HOURS = 720;
/** How long single blocks of readings remember [U]; of what remembers so long, two strays are independent after twice the time. */
export const BLOCK_HOURS = 4;

/** Least and most of the variance at 6 h that is left at 24 h: of noise without memory, of wandering over days. */
const LEAST_LEFT = QUARTER_HOURS / DAY_HOURS;
const MOST_LEFT = 0.85;

/**
 * How long this patient's noise remembers, in hours: for a first-order wandering with time constant θ, smoothing over τ leaves θ ÷ (θ + τ) of its variance, so
 * that two scales give θ. 0 of noise without memory, 100 of wandering over days.
 */
export const memoryOf = ({ variances }: PressureChannel): number => {
  const left = max(LEAST_LEFT, min(MOST_LEFT, variances[2] / variances[1]));
  return (DAY_HOURS * left - QUARTER_HOURS) / (1 - left);
};

/**
 * A deviation in units of a spread that was learnt from so many independent strays only: Student's likelihood ratio of it, as the deviation that would have the
 * same one if the spread were known for certain.
 */
export const tempered = (deviation: number, independent: number): number =>
  sign(deviation) * sqrt(independent * log(1 + (deviation * deviation) / independent));

/** What is not known of the level (variance): where the patient's noise remembers for long, a history of weeks holds but a few independent strays. */
export const levelDoubt = (channel: PressureChannel, age: number): number =>
  channel.variances[2] * min(1, (2 * (DAY_HOURS + memoryOf(channel))) / age);

/** How far the last day strays, in standard deviations of the patient's own. */
export const dayDeviationOf = (channel: PressureChannel, age: number): number => {
  const independent = (ASSUMED_HOURS[2] + min(SPREAD_HOURS, age)) / (2 * (DAY_HOURS + memoryOf(channel)));
  return tempered(channel.strays[2] / sqrt(channel.variances[2] + levelDoubt(channel, age)), independent);
};

/**
 * How far the readings stray now, in standard deviations of the patient's own at each scale. Where the patient's noise remembers for long, a history of weeks
 * holds but a few independent strays: neither level nor spreads are then known as well as they seem, and a deviation counts for less.
 */
export const deviationOf = (channel: PressureChannel, age: number): ByScale => {
  const { strays, variances } = channel;
  const memory = memoryOf(channel);
  const doubt = levelDoubt(channel, age);
  const known = min(SPREAD_HOURS, age);
  return [
    tempered(strays[0] / sqrt(variances[0] + doubt), (ASSUMED_HOURS[0] + known) / (2 * BLOCK_HOURS)),
    tempered(strays[1] / sqrt(variances[1] + doubt), (ASSUMED_HOURS[1] + known) / (2 * (QUARTER_HOURS + memory))),
    dayDeviationOf(channel, age),
  ];
};
