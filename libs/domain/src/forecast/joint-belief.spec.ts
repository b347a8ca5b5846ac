import fc from 'fast-check';
import {
  carryBelief,
  expectedVariance,
  measure,
  offsetExcessAfter,
  offsetVarianceAfter,
  soundBelief,
  stretchSince,
  surpriseOf,
  WANDER_PER_DAY,
  type JointBelief,
  type Measurement,
} from './joint-belief.ts';

const prior: JointBelief = { mean: [0.05, 0.02, 0], doubt: [0.01, 0, 0, 0.0016, 0, 0.25] };
const aspirated = (surpriseMl: number, variance = 0.04): Measurement => ({ withBias: false, surpriseMl, variance });
const sensed = (surpriseMl: number, variance = 0.02): Measurement => ({ withBias: true, surpriseMl, variance });
const day = 86_400_000;

const step = fc.oneof(
  fc.record({ volumeMl: fc.double({ min: 0, max: 40, noNaN: true }), days: fc.double({ min: 0, max: 200, noNaN: true }) }),
  fc.record({
    withBias: fc.boolean(),
    surpriseMl: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    variance: fc.double({ min: 0.001, max: 10, noNaN: true }),
  }),
);
const lived = (belief: JointBelief, one: Measurement | { volumeMl: number; days: number }): JointBelief =>
  'volumeMl' in one ? carryBelief(belief, one) : measure(belief, one);

describe('a belief carried over a stretch', () => {
  it('moves the offset by the excess of what the account grew by', () => {
    expect(carryBelief(prior, { volumeMl: 10, days: 20 }).mean).toEqual([-0.15, 0.02, 0]);
  });

  it('grows unsure of the offset with the square of the volume, and of the excess with time', () => {
    const { doubt } = carryBelief(prior, { volumeMl: 10, days: 20 });
    expect(doubt[0]).toBeCloseTo(0.01 + 100 * (0.0016 + (20 * WANDER_PER_DAY) / 3), 6);
    expect(doubt[1]).toBeCloseTo(-10 * (0.0016 + 10 * WANDER_PER_DAY), 6);
    expect(doubt[3]).toBeCloseTo(0.0016 + 20 * WANDER_PER_DAY, 6);
    expect(doubt[5]).toBeGreaterThan(0.25);
  });

  it('trusts the bias of a level sensor less the further the level has come from where it was met', () => {
    const bias = (volumeMl: number): number => carryBelief(prior, { volumeMl, days: 10 }).doubt[5];
    expect(Math.sqrt(bias(20) - bias(0))).toBeCloseTo(0.245, 3);
    expect(bias(10) - bias(0)).toBeCloseTo((bias(20) - bias(0)) / 2, 6);
  });

  it('is the same in two steps as in one', () => {
    const once = carryBelief(prior, { volumeMl: 12, days: 30 });
    const twice = carryBelief(carryBelief(prior, { volumeMl: 4, days: 10 }), { volumeMl: 8, days: 20 });
    for (const [at, value] of once.mean.entries()) expect(twice.mean[at]).toBeCloseTo(value, 5);
    for (const [at, value] of once.doubt.entries()) expect(twice.doubt[at]).toBeCloseTo(value, 5);
  });

  it('agrees with the short ways to its variances', () => {
    const stretch = { volumeMl: 7, days: 11 };
    const { doubt } = carryBelief(prior, stretch);
    expect(doubt[0]).toBeCloseTo(offsetVarianceAfter(prior.doubt, stretch), 6);
    expect(doubt[1]).toBeCloseTo(offsetExcessAfter(prior.doubt, stretch), 6);
  });

  it('knows no stretch that runs back', () => {
    const from = { accountNl: 5_000_000, at: 3 * day };
    expect(stretchSince(from, 8_000_000, 5 * day)).toEqual({ volumeMl: 3, days: 2 });
    expect(stretchSince(from, 1, 0)).toEqual({ volumeMl: 0, days: 0 });
    expect(stretchSince(from, 2 ** 53, 2 ** 53)).toEqual({ volumeMl: 10_000, days: 400 });
  });
});

describe('a measurement', () => {
  const carried = carryBelief(prior, { volumeMl: 16, days: 50 });

  it('of what was left tells the excess: less left, more delivered', () => {
    const after = measure(carried, aspirated(-1));
    expect(after.mean[1]).toBeGreaterThan(0.06);
    expect(after.mean[1]).toBeLessThan(0.02 + 1 / 16);
    expect(after.doubt[3]).toBeLessThan(0.2 * carried.doubt[3]);
  });

  it('teaches less the larger its own error', () => {
    const [sharp, dull] = [measure(carried, aspirated(-1, 0.01)), measure(carried, aspirated(-1, 1))];
    expect(dull.mean[1]).toBeLessThan(sharp.mean[1]);
    expect(dull.doubt[3]).toBeGreaterThan(sharp.doubt[3]);
  });

  it('by a sensor is first of all about its bias while the level is known', () => {
    const after = measure(prior, sensed(0.4));
    expect(after.mean[2]).toBeGreaterThan(0.3);
    expect(after.mean[0] - 0.05).toBeLessThan(0.03);
    expect(after.mean[1]).toBe(0.02);
  });

  it('surprises in units of what was expected', () => {
    expect(expectedVariance(prior.doubt, aspirated(0))).toBeCloseTo(0.05, 10);
    expect(expectedVariance(prior.doubt, sensed(0))).toBeCloseTo(0.28, 10);
    expect(surpriseOf(prior, aspirated(-0.5))).toBeCloseTo(0.5 / Math.sqrt(0.05), 10);
  });
});

describe('a belief', () => {
  it('stays within what is possible', () => {
    const { mean, doubt } = soundBelief([1e12, -9, -1e12], [-1, 1e9, 0, 5, 0, 1e12]);
    expect(mean).toEqual([100, -0.5, -100]);
    expect(doubt).toEqual([1e-7, 100, 0, 0.02, 0, 10_000]);
  });

  it('has finite numbers and variances above 0 whatever happens to it, and is what its JSON says', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), steps => {
        const belief = steps.reduce(lived, prior);
        expect([...belief.mean, ...belief.doubt].every(Number.isFinite)).toBe(true);
        for (const at of [0, 3, 5] as const) expect(belief.doubt[at]).toBeGreaterThan(0);
        expect(JSON.parse(JSON.stringify(belief))).toEqual(belief);
      }),
    );
  });

  it('is never less sure of the level after a measurement that was no surprise', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.double({ min: 0.01, max: 5, noNaN: true }), (withBias, variance) => {
        const carried = carryBelief(prior, { volumeMl: 9, days: 30 });
        const after = measure(carried, { withBias, surpriseMl: 0, variance });
        expect(after.mean).toEqual(carried.mean);
        for (const at of [0, 3, 5] as const) expect(after.doubt[at]).toBeLessThanOrEqual(carried.doubt[at]);
      }),
    );
  });
});
