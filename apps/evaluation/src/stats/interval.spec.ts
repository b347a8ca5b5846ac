import fc from 'fast-check';
import { poissonAtMost, poissonRate, wilson } from './interval.ts';

describe('wilson', () => {
  it('gives the published interval of 8 in 10', () => {
    const { value, low, high } = wilson(8, 10);
    expect(value).toBe(0.8);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
  });

  it('knows nothing without trials, and does not end at certainty after few', () => {
    expect(wilson(0, 0)).toEqual({ value: NaN, low: 0, high: 1 });
    expect(wilson(10, 10).low).toBeCloseTo(0.7225, 3);
    expect(wilson(10, 10).high).toBe(1);
    expect(wilson(0, 10).low).toBe(0);
  });

  it('holds its own share, inside 0 to 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, part) => {
        const { value, low, high } = wilson(Math.floor(trials * part), trials);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low <= value && value <= high).toBe(true);
      }),
    );
  });
});

describe('poissonRate', () => {
  it('gives the exact interval', () => {
    const ten = poissonRate(10, 1);
    expect(ten.low).toBeCloseTo(4.7954, 3);
    expect(ten.high).toBeCloseTo(18.3904, 3);
    expect(poissonRate(0, 100)).toMatchObject({ value: 0, low: 0 });
    expect(poissonRate(0, 100).high).toBeCloseTo(0.036889, 5);
  });

  it('is unknown without exposure', () => {
    expect(poissonRate(0, 0)).toEqual({ value: NaN, low: 0, high: Infinity });
  });
});

describe('poissonAtMost', () => {
  it('is the sum of the terms', () => {
    expect(poissonAtMost(2, 1)).toBeCloseTo(Math.exp(-1) * 2.5, 12);
    expect(poissonAtMost(3, 0)).toBe(1);
    expect(poissonAtMost(2000, 1000)).toBeCloseTo(1, 9);
  });
});
