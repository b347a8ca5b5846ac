import { RandomStream } from './random-stream.ts';

const draws = (name: string, count: number): number[] => {
  const stream = new RandomStream(name);
  return Array.from({ length: count }, () => stream.uniform());
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map(value => (value - centre) ** 2)));
};

describe('RandomStream', () => {
  it('gives the same draws for the same name', () => {
    expect(draws('1/P-1/bolus', 50)).toEqual(draws('1/P-1/bolus', 50));
  });

  it('gives unrelated draws for names that differ in one letter', () => {
    const one = draws('1/P-1/bolus', 4000);
    const other = draws('1/P-2/bolus', 4000);
    const correlation =
      mean(one.map((value, at) => (value - 0.5) * ((other[at] ?? 0) - 0.5))) / (deviation(one) * deviation(other));
    expect(Math.abs(correlation)).toBeLessThan(0.05);
  });

  it('spreads uniform draws evenly over the unit interval', () => {
    const values = draws('uniform', 20_000);
    expect(mean(values)).toBeCloseTo(0.5, 1);
    expect(deviation(values)).toBeCloseTo(Math.sqrt(1 / 12), 1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  it('draws normal, exponential and log-normal values with the moments asked for', () => {
    const stream = new RandomStream('moments');
    const normals = Array.from({ length: 20_000 }, () => stream.normal(3, 2));
    expect(Math.abs(mean(normals) - 3)).toBeLessThan(0.06);
    expect(Math.abs(deviation(normals) - 2)).toBeLessThan(0.06);
    expect(Math.abs(mean(Array.from({ length: 20_000 }, () => stream.exponential(5))) - 5)).toBeLessThan(0.2);
    const logarithms = Array.from({ length: 20_000 }, () => Math.log(stream.logNormal(10, 0.5)));
    expect(Math.abs(mean(logarithms) - Math.log(10))).toBeLessThan(0.02);
  });

  it('draws whole numbers with both ends included', () => {
    const stream = new RandomStream('whole');
    expect(new Set(Array.from({ length: 500 }, () => stream.whole(2, 5)))).toEqual(new Set([2, 3, 4, 5]));
  });

  it('picks by weight and never picks what weighs nothing', () => {
    const stream = new RandomStream('weights');
    const picks = Array.from(
      { length: 4000 },
      () =>
        stream.pickByWeight([
          { name: 'a', weight: 3 },
          { name: 'b', weight: 0 },
          { name: 'c', weight: 1 },
        ]).name,
    );
    expect(picks.filter(name => name === 'a').length / 4000).toBeCloseTo(0.75, 1);
    expect(picks).not.toContain('b');
    expect(stream.pick(['only'])).toBe('only');
  });
});
