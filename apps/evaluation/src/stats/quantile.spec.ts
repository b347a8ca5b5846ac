import { meanOf, quantile } from './quantile.ts';

describe('quantile', () => {
  it('lies between the values it falls between', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20], 0.9)).toBeCloseTo(19, 12);
    expect([quantile([5], 0), quantile([5], 1)]).toEqual([5, 5]);
  });

  it('of nothing is unknown', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('meanOf', () => {
  it('is the sum by the number', () => {
    expect(meanOf([1, 2, 6])).toBe(3);
    expect(meanOf([])).toBeNaN();
  });
});
