import fc from 'fast-check';
import { clip, rounded, smoothed, varianceAfter } from './smoothing.ts';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const spread = { least: 0.1, grain: 1e7 };

describe('smoothing', () => {
  it('clips up and down alike', () => {
    expect([-3, -1, 1, 3].map(value => clip(value, 2))).toEqual([-2, -1, 1, 2]);
  });

  it('keeps a number to the grain, and no negative zero', () => {
    expect(rounded(1.23456, 100)).toBe(1.23);
    expect(Object.is(rounded(-0.001, 100), 0)).toBe(true);
  });

  it('goes half way in the time constant and ends between the former and the value', () => {
    expect(smoothed(0, 10, 6, 6)).toBe(5);
    fc.assert(
      fc.property(number, number, fc.double({ min: 0, max: 100, noNaN: true }), (former, value, hours) => {
        const now = smoothed(former, value, hours, 24);
        expect(now).toBeGreaterThanOrEqual(Math.min(former, value) - 1e-6);
        expect(now).toBeLessThanOrEqual(Math.max(former, value) + 1e-6);
      }),
    );
  });

  it('lets a single stray count by three standard deviations at most, and never takes a spread for less than the least', () => {
    expect(varianceAfter(0.04, 50, 0.1, spread)).toBeCloseTo(0.04 + 0.1 * 8 * 0.04, 7);
    expect(varianceAfter(0.04, 0.2, 0.1, spread)).toBeCloseTo(0.04, 7);
    expect(varianceAfter(0.0101, 0, 0.9, spread)).toBeCloseTo(0.01, 7);
  });
});
