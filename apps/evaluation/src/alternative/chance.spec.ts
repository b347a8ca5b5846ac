import { meanOf } from '../stats/quantile.ts';
import { Chance } from './chance.ts';

const draw = (count: number, by: (chance: Chance) => number, name = 'spec'): number[] => {
  const chance = new Chance(name);
  return Array.from({ length: count }, () => by(chance));
};
const variance = (values: readonly number[]): number => meanOf(values.map(v => v * v)) - meanOf(values) ** 2;

describe('chance', () => {
  it('is settled by its name', () => {
    expect(draw(5, c => c.next())).toEqual(draw(5, c => c.next()));
    expect(draw(5, c => c.next())).not.toEqual(draw(5, c => c.next(), 'other'));
  });

  it('is even from 0 to 1', () => {
    const values = draw(20_000, c => c.next());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(meanOf(values)).toBeCloseTo(0.5, 1);
    expect(variance(values)).toBeCloseTo(1 / 12, 2);
  });

  it('has normal and Laplace draws of variance 1, the latter with heavier tails', () => {
    const [normal, laplace] = [draw(40_000, c => c.normal()), draw(40_000, c => c.laplace())];
    expect(variance(normal)).toBeCloseTo(1, 1);
    expect(variance(laplace)).toBeCloseTo(1, 1);
    const beyond = (values: number[]): number => values.filter(v => Math.abs(v) > 4).length;
    expect(beyond(laplace)).toBeGreaterThan(10 * (beyond(normal) + 1));
  });

  it('counts and waits by their means', () => {
    expect(meanOf(draw(20_000, c => c.count(0.7)))).toBeCloseTo(0.7, 1);
    expect(meanOf(draw(20_000, c => c.wait(3))) / 3).toBeCloseTo(1, 1);
    expect(new Set(draw(100, c => c.one([1, 2, 3])))).toEqual(new Set([1, 2, 3]));
  });
});
