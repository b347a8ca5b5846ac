import { outcomesOf, type Outcome } from './testing/coverage.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const covered = (outcomes: readonly Outcome[]): number => mean(outcomes.map(o => (o.covered ? 1 : 0)));
const days = (from: number, to: number, outcomes: readonly Outcome[]): readonly Outcome[] => outcomes.filter(({ toGo }) => toGo >= 24 * from && toGo < 24 * to);

/** Pumps of several populations, since nobody knows which one a fleet is. */
const populations = [
  { excess: 0.01, excessSpread: 0.03 },
  { excess: 0.02, excessSpread: 0.035 },
  { excess: 0.025, excessSpread: 0.05 },
];
const outcomes = populations.flatMap((population, part) =>
  Array.from({ length: 40 }, (_, at) => outcomesOf({ seed: 1 + 100 * part + at, days: 120, ...population })).flat(),
);

describe('the forecast of imagined pumps', () => {
  it('has bands that hold four of five true low dates', () => {
    expect(outcomes.length).toBeGreaterThan(10_000);
    expect(covered(outcomes)).toBeGreaterThan(0.72);
    expect(covered(outcomes)).toBeLessThan(0.9);
  });

  it.each([
    [0, 3],
    [3, 14],
    [14, 400],
  ])('also with %p to %p days to go', (from, to) => {
    const some = days(from, to, outcomes);
    expect(covered(some)).toBeGreaterThan(0.68);
    expect(covered(some)).toBeLessThan(0.94);
  });

  it('loses less than 0.6 of what the constant rate loses', () => {
    expect(mean(outcomes.map(o => o.loss))).toBeLessThan(0.5 * mean(outcomes.map(o => o.plainLoss)));
  });
});
