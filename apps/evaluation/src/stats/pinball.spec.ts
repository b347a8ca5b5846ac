import fc from 'fast-check';
import { holds, meanPinball, pinball } from './pinball.ts';

describe('pinball', () => {
  it('costs more on the side where the truth should seldom be', () => {
    expect(pinball(0.9, 10, 12)).toBeCloseTo(1.8, 12);
    expect(pinball(0.9, 10, 8)).toBeCloseTo(0.2, 12);
    expect(pinball(0.5, 10, 10)).toBe(0);
  });

  it('is least, on average, at the quantile itself', () => {
    const truths = Array.from({ length: 101 }, (_, at) => at);
    const loss = (forecast: number): number => truths.reduce((sum, truth) => sum + pinball(0.9, forecast, truth), 0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), forecast => {
        expect(loss(90)).toBeLessThanOrEqual(loss(forecast) + 1e-9);
      }),
    );
  });
});

describe('three quantiles', () => {
  it('hold what lies between the outer two', () => {
    const band = { p10: 1, p50: 2, p90: 4 };
    expect([0.9, 1, 3, 4, 4.1].map(truth => holds(band, truth))).toEqual([false, true, true, true, false]);
  });

  it('of a point forecast cost half of its error', () => {
    expect(meanPinball({ p10: 10, p50: 10, p90: 10 }, 16)).toBeCloseTo(3, 12);
    expect(meanPinball({ p10: 10, p50: 10, p90: 10 }, 4)).toBeCloseTo(3, 12);
  });
});
