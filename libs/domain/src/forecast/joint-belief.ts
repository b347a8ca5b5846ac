import type { EpochMs } from '@cisterna/contract';

/** What goes together: the level's offset from the account (mL), the excess of delivery (a share of the account), and the level sensor's bias (mL). */
export interface JointBelief {
  /** Offset, excess, bias. */
  readonly mean: readonly [number, number, number];
  /** Variances and covariances: offset², offset·excess, offset·bias, excess², excess·bias, bias². */
  readonly doubt: Doubt;
}

export type Doubt = readonly [number, number, number, number, number, number];

/** A stretch in which the pump's account grew. */
export interface Stretch {
  readonly volumeMl: number;
  readonly days: number;
}

/** A measurement of the offset alone, or of offset and bias together. */
export interface Measurement {
  readonly withBias: boolean;
  /** Measured less expected, mL. */
  readonly surpriseMl: number;
  /** Variance of the measurement itself, mL². */
  readonly variance: number;
}

const ML = 1_000_000;
const MS_PER_DAY = 86_400_000;

/** How much the excess wanders, variance a day: 0.8 % within 50 days; an assumption without a source, chosen on training seeds. */
export const WANDER_PER_DAY = 1.2e-6;
/** How much a level sensor's bias wanders, mL² a day: 0.15 mL in a month; an assumption without a source. */
const BIAS_WANDER_PER_DAY = 8e-4;
/** How much that bias differs between levels, mL² for each mL between them: no sensor is straight to its ends; an assumption without a source, chosen on training seeds. */
const BIAS_BEND_PER_ML = 0.003;
/** Nobody knows less of an excess than this variance: ±28 %. */
const MOST_EXCESS_VARIANCE = 0.02;
const LEAST_VARIANCE = 1e-7;
/** More than any reservoir holds, mL: what lies beyond is no measurement. */
const MOST_ML = 100;

const { abs, max, min, round } = Math;

/** Short in JSON, and no negative 0, which JSON can't tell. */
const kept = (value: number): number => round(value * 1e7) / 1e7 + 0;
const keptMl = (value: number): number => round(value * 1e5) / 1e5 + 0;
const between = (value: number, least: number, most: number): number => max(least, min(most, value));

/** A place in a fill: its account and when that stood so. */
interface Place {
  readonly accountNl: number;
  readonly at: EpochMs;
}

/** From one place of a fill to a later one; neither volume nor time ever runs back. */
export const stretchSince = (from: Place, accountNl: number, at: EpochMs): Stretch => ({
  volumeMl: between((accountNl - from.accountNl) / ML, 0, 10_000),
  days: between((at - from.at) / MS_PER_DAY, 0, 400),
});

/** Brings means and doubt within what is possible, whatever a record said. */
export const soundBelief = ([offset, excess, bias]: JointBelief['mean'], [oo, oe, ob, ee, eb, bb]: Doubt): JointBelief => ({
  mean: [keptMl(between(offset, -MOST_ML, MOST_ML)), kept(between(excess, -0.5, 1)), keptMl(between(bias, -MOST_ML, MOST_ML))],
  doubt: [
    kept(between(oo, LEAST_VARIANCE, MOST_ML ** 2)),
    kept(between(oe, -MOST_ML, MOST_ML)),
    kept(between(ob, -(MOST_ML ** 2), MOST_ML ** 2)),
    kept(between(ee, LEAST_VARIANCE, MOST_EXCESS_VARIANCE)),
    kept(between(eb, -MOST_ML, MOST_ML)),
    kept(between(bb, LEAST_VARIANCE, MOST_ML ** 2)),
  ],
});

/** The offset's variance after a stretch: the excess, which wanders meanwhile, has acted on it. */
export const offsetVarianceAfter = ([oo, oe, , ee]: Doubt, { volumeMl, days }: Stretch): number =>
  max(LEAST_VARIANCE, oo - 2 * volumeMl * oe + volumeMl ** 2 * (ee + (WANDER_PER_DAY * days) / 3));

/** Covariance of offset and excess after a stretch. */
export const offsetExcessAfter = ([, oe, , ee]: Doubt, { volumeMl, days }: Stretch): number =>
  oe - volumeMl * (ee + (WANDER_PER_DAY * days) / 2);

/** The belief after a stretch of which nothing was measured. */
export const carryBelief = ({ mean, doubt }: JointBelief, stretch: Stretch): JointBelief => {
  const [offset, excess, bias] = mean;
  const [, , ob, ee, eb, bb] = doubt;
  const { volumeMl, days } = stretch;
  return soundBelief(
    [offset - excess * volumeMl, excess, bias],
    [
      offsetVarianceAfter(doubt, stretch),
      offsetExcessAfter(doubt, stretch),
      ob - volumeMl * eb,
      ee + WANDER_PER_DAY * days,
      eb,
      bb + BIAS_WANDER_PER_DAY * days + BIAS_BEND_PER_ML * volumeMl,
    ],
  );
};

/** Variance that a measurement was expected to have: of what it measures, and its own. */
export const expectedVariance = ([oo, , ob, , , bb]: Doubt, { withBias, variance }: Measurement): number =>
  max(variance, oo + variance + (withBias ? 2 * ob + bb : 0));

/** The belief after a measurement: the usual update of joint normals. */
export const measure = ({ mean, doubt }: JointBelief, measurement: Measurement): JointBelief => {
  const [oo, oe, ob, ee, eb, bb] = doubt;
  const share = measurement.withBias ? 1 : 0;
  const o = oo + share * ob;
  const e = oe + share * eb;
  const b = ob + share * bb;
  const variance = expectedVariance(doubt, measurement);
  const gain = between(measurement.surpriseMl, -MOST_ML, MOST_ML) / variance;
  return soundBelief(
    [mean[0] + o * gain, mean[1] + e * gain, mean[2] + b * gain],
    [oo - (o * o) / variance, oe - (o * e) / variance, ob - (o * b) / variance, ee - (e * e) / variance, eb - (e * b) / variance, bb - (b * b) / variance],
  );
};

/** How many of its own standard deviations a measurement is away from what was expected. */
export const surpriseOf = ({ doubt }: JointBelief, measurement: Measurement): number =>
  abs(measurement.surpriseMl) / Math.sqrt(expectedVariance(doubt, measurement));
