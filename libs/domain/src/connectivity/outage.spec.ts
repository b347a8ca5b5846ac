import fc from 'fast-check';
import { deadlineBeside, noOutages, withOutage, type Outage } from './outage.ts';

const day = 86_400_000;

describe('a deadline beside outages', () => {
  it('grows by what of them falls between its beginning and itself, itself growing', () => {
    expect(deadlineBeside([], 100, 50)).toBe(150);
    expect(deadlineBeside([[90, 95]], 100, 50)).toBe(150);
    expect(deadlineBeside([[90, 110]], 100, 50)).toBe(160);
    expect(
      deadlineBeside(
        [
          [120, 130],
          [155, 175],
          [181, 300],
        ],
        100,
        50,
      ),
    ).toBe(180);
    expect(deadlineBeside([[151, 999]], 100, 50)).toBe(150);
  });
});

describe('the outages that are kept', () => {
  it('are in order, those that touch are one, an empty one is none', () => {
    const some = withOutage(withOutage(withOutage(noOutages, [50, 60]), [10, 20]), [60, 70]);
    expect(some).toEqual([
      [10, 20],
      [50, 70],
    ]);
    expect(withOutage(some, [15, 55])).toEqual([[10, 70]]);
    expect(withOutage(some, [80, 80])).toBe(some);
  });

  it('are at most 32, none from over 30 days before the newest', () => {
    const many = Array.from({ length: 40 }, (_, i): Outage => [i * 1000, i * 1000 + 10]).reduce(withOutage, noOutages);
    expect([many.length, many[0]]).toEqual([32, [8000, 8010]]);
    expect(withOutage(many, [31 * day, 31 * day + 1])).toEqual([[31 * day, 31 * day + 1]]);
  });

  it('never overlap, whatever is added', () => {
    const outage = fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 20 })).map(([from, ms]): Outage => [from, from + ms]);
    fc.assert(
      fc.property(fc.array(outage, { maxLength: 30 }), outages => {
        const kept = outages.reduce(withOutage, noOutages);
        for (let i = 1; i < kept.length; i += 1) expect((kept[i - 1]?.[1] ?? 0) < (kept[i]?.[0] ?? 0)).toBe(true);
      }),
    );
  });
});
