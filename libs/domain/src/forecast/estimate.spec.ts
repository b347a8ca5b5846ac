import fc from 'fast-check';
import { accountUntil, estimateLevel, estimateMedianNl, type AccountOutlook, type LevelInputs } from './estimate.ts';
import { initialLevelBelief, refilledBelief, type LevelBelief } from './level-belief.ts';

const ML = 1_000_000;
const DAY = 86_400_000;
const fresh = (over: Partial<LevelInputs> = {}): LevelInputs => ({
  filledNl: 20 * ML,
  accountNl: 0,
  unreportedNl: 0,
  at: 0,
  belief: initialLevelBelief,
  capacityNl: null,
  ...over,
});
const steady: AccountOutlook = { dailyNl: 300_000, extraNl: 0, dayVariance: 0, meanVariance: 0 };
const bolused: AccountOutlook = { dailyNl: 300_000, extraNl: 60_000, dayVariance: 30_000 ** 2, meanVariance: 20_000 ** 2 };

const learnt = (ratio: number): LevelBelief => {
  const ended = { at: 50 * DAY, accountNl: 15 * ML, unreportedNl: 0, filledNl: 40 * ML, aspiratedNl: Math.round((40 - 15 * ratio) * ML), complete: true };
  return refilledBelief(initialLevelBelief, ended, 50 * DAY);
};
const anyInput = fc
  .record({
    filledNl: fc.nat(60 * ML),
    accountNl: fc.nat(80 * ML),
    unreportedNl: fc.nat(20 * ML),
    at: fc.integer({ min: 50 * DAY, max: 250 * DAY }),
    ratio: fc.double({ min: 0.8, max: 1.3, noNaN: true }),
    capacityNl: fc.option(fc.integer({ min: 10 * ML, max: 40 * ML })),
  })
  .map(({ ratio, ...rest }): LevelInputs => ({ ...rest, belief: learnt(ratio) }));
const outlooks = fc.constantFrom(steady, bolused);

describe('the level estimate', () => {
  it('is what was filled, give or take what a syringe shows, at the refill itself', () => {
    const { p10Nl, p50Nl, p90Nl } = estimateLevel(fresh());
    expect(Math.abs(p50Nl - 20 * ML)).toBeLessThan(0.1 * ML);
    expect(p90Nl - p10Nl).toBeLessThan(0.5 * ML);
  });

  it('takes off 1.75 % more than the account of an unknown pump, and is as unsure as that is', () => {
    const { p10Nl, p50Nl, p90Nl } = estimateLevel(fresh({ filledNl: 40 * ML, accountNl: 30 * ML }));
    expect(p50Nl).toBe(9_475_000);
    expect(p90Nl - p10Nl).toBeGreaterThan(2 * ML);
    expect(p90Nl - p10Nl).toBeLessThan(4 * ML);
  });

  it('is surer of a pump whose refills were as expected', () => {
    const width = (belief: LevelBelief): number => {
      const { p10Nl, p90Nl } = estimateLevel(fresh({ accountNl: 15 * ML, at: 80 * DAY, belief }));
      return p90Nl - p10Nl;
    };
    expect(width(learnt(1.02))).toBeLessThan(0.6 * width(initialLevelBelief));
  });

  it('counts unreported volume as delivered and widens the band', () => {
    const known = estimateLevel(fresh({ accountNl: 10 * ML }));
    const unsure = estimateLevel(fresh({ accountNl: 10 * ML, unreportedNl: 4 * ML }));
    expect(unsure.p50Nl).toBe(known.p50Nl);
    expect(unsure.p10Nl).toBeLessThan(known.p10Nl);
    expect(unsure.p90Nl).toBeGreaterThan(known.p90Nl);
  });

  it('never lies above the capacity, unless more was filled', () => {
    expect(estimateLevel(fresh({ capacityNl: 20 * ML })).p90Nl).toBe(20 * ML);
    expect(estimateLevel(fresh({ filledNl: 21 * ML, capacityNl: 20 * ML })).p50Nl).toBe(21 * ML);
  });

  it('does not pretend to know a level where the account has passed all that was filled', () => {
    const spent = fresh({ accountNl: 26 * ML });
    expect(estimateLevel(spent)).toEqual({ p10Nl: 0, p50Nl: 0, p90Nl: 20 * ML });
    const { early, median, late } = accountUntil(spent, 2 * ML, steady);
    expect(early).toBeLessThan(0);
    expect(median).toBeLessThan(0);
    expect(late).toBeCloseTo((18 * ML) / 1.0175, -2);
    expect(estimateLevel(fresh({ accountNl: 20.5 * ML })).p90Nl).toBeLessThan(2 * ML);
  });

  it('is ordered, whole, not below 0, and its median is the cheap one', () => {
    fc.assert(
      fc.property(anyInput, input => {
        const { p10Nl, p50Nl, p90Nl } = estimateLevel(input);
        expect([p10Nl, p50Nl, p90Nl].every(Number.isSafeInteger)).toBe(true);
        expect(p10Nl).toBeGreaterThanOrEqual(0);
        expect(p50Nl).toBeGreaterThanOrEqual(p10Nl);
        expect(p90Nl).toBeGreaterThanOrEqual(p50Nl);
        expect(estimateMedianNl(input)).toBe(p50Nl);
      }),
    );
  });

  it('falls with every nanolitre delivered', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(10 * ML), (input, more) => {
        const later = estimateLevel({ ...input, accountNl: input.accountNl + more });
        expect(later.p50Nl).toBeLessThanOrEqual(estimateLevel(input).p50Nl);
        expect(later.p10Nl).toBeLessThanOrEqual(estimateLevel(input).p10Nl);
      }),
    );
  });
});

describe('the account until a level', () => {
  it('leads to a level whose quantiles stand there, where no boluses are to come', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 9 * ML, max: 14 * ML }), fc.integer({ min: ML, max: 5 * ML }), (any, leftNl, levelNl) => {
        const accountNl = Math.round(any.accountNl / 5);
        const input = { ...any, filledNl: accountNl + leftNl, accountNl, unreportedNl: 0 };
        const until = accountUntil(input, levelNl, steady);
        for (const [more, quantile] of [
          [until.early, 'p10Nl'],
          [until.median, 'p50Nl'],
          [until.late, 'p90Nl'],
        ] as const) {
          const at = input.at + (more / steady.dailyNl) * DAY;
          const then = estimateLevel({ ...input, accountNl: input.accountNl + more, at, capacityNl: null });
          expect(Math.abs(then[quantile] - levelNl)).toBeLessThan(0.15 * ML);
        }
      }),
    );
  });

  it('is shorter in the early quantile than in the late one', () => {
    fc.assert(
      fc.property(anyInput, outlooks, fc.nat(5 * ML), (input, outlook, levelNl) => {
        const { early, median, late } = accountUntil(input, levelNl, outlook);
        expect([early, median, late].every(Number.isFinite)).toBe(true);
        expect(early).toBeLessThanOrEqual(median + 1);
        expect(median).toBeLessThanOrEqual(late + 1);
      }),
    );
  });

  it('is less certain where boluses are to come', () => {
    const width = (outlook: AccountOutlook): number => {
      const { early, late } = accountUntil(fresh({ accountNl: 5 * ML, belief: learnt(1.02), at: 60 * DAY }), 2 * ML, outlook);
      return late - early;
    };
    expect(width(bolused)).toBeGreaterThan(1.2 * width(steady));
  });

  it('says of a mark that is passed that it is passed', () => {
    const { early, median, late } = accountUntil(fresh({ accountNl: 19 * ML }), 2 * ML, steady);
    expect([early <= 0, median <= 0, late > 0]).toEqual([true, true, false]);
  });
});
