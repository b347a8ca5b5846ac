import { RandomStream } from '../../../simulator/src/random/random-stream.ts';
import { fitAutoregression, innovation } from './autoregression.ts';

/** A series that remembers `weights` of its past, newest first, with unit noise. */
const series = (weights: readonly number[], length: number, seed = 'series'): readonly number[] => {
  const stream = new RandomStream(seed);
  const values: number[] = [];
  for (let at = 0; at < length; at += 1)
    values.push(weights.reduce((sum, weight, lag) => sum + weight * (values[at - 1 - lag] ?? 0), stream.normal(0, 1)));
  return values;
};

describe('a series that follows from its past', () => {
  it('gives back the weights it was made with, and the variance of what is new', () => {
    const fitted = fitAutoregression([series([0.5, -0.3], 20_000)], 2);
    expect(fitted.weights[0]).toBeCloseTo(0.5, 1);
    expect(fitted.weights[1]).toBeCloseTo(-0.3, 1);
    expect(fitted.variance).toBeCloseTo(1, 1);
  });

  it('solves the equations of Yule and Walker: of order 1 by hand', () => {
    const { weights, variance } = fitAutoregression([[2, 1, 0, -1]], 1);
    expect(weights[0]).toBeCloseTo(2 / 6, 12);
    expect(variance).toBeCloseTo((6 / 4) * (1 - (2 / 6) ** 2), 12);
  });

  it('never looks across a break', () => {
    const values = series([0.8], 400);
    const whole = fitAutoregression([values], 1).weights[0] ?? 0;
    const torn = fitAutoregression(values.map(value => [value]), 1).weights[0] ?? 0;
    expect(whole).toBeGreaterThan(0.7);
    expect(torn).toBe(0);
  });

  it('has nothing to say of nothing', () => {
    expect(fitAutoregression([], 2)).toEqual({ weights: [0, 0], variance: 0 });
  });

  it('tells what is new: the rest is not remembered', () => {
    const values = series([0.9], 5000);
    const known = { weights: [0.9], variance: 1 };
    const fresh = values.map((value, at) => innovation(known, value, values.slice(Math.max(0, at - 1), at)));
    expect(fitAutoregression([fresh], 1).weights[0]).toBeCloseTo(0, 1);
    expect(innovation(known, 2, [1])).toBeCloseTo(1.1, 12);
    expect(innovation(known, 2, [])).toBe(2);
  });
});
