import fc from 'fast-check';
import { initialRatios, learnRatio } from './delivery-ratios.ts';
import { accountUntil, estimateLevel, estimateMedianNl, Z90, type LevelInputs } from './estimate.ts';

const ML = 1_000_000;
const fresh = (over: Partial<LevelInputs> = {}): LevelInputs => ({
  filledNl: 20 * ML,
  deliveredNl: 0,
  unreportedNl: 0,
  ratios: initialRatios,
  ...over,
});

const anyInput = fc
  .record({
    filledNl: fc.nat(60 * ML),
    deliveredNl: fc.nat(80 * ML),
    unreportedNl: fc.nat(20 * ML),
    ratio: fc.double({ min: -1, max: 4, noNaN: true }),
    capacityNl: fc.option(fc.integer({ min: 10 * ML, max: 40 * ML })),
  })
  .map(({ ratio, ...rest }) => ({
    ...rest,
    ratios: learnRatio(initialRatios, { ratio, deliveredNl: 15 * ML, complete: true }),
  }));

describe('the level estimate', () => {
  it('is what was filled, with the error of filling, at the refill itself', () => {
    const { p10Nl, p50Nl, p90Nl } = estimateLevel(fresh());
    expect(p50Nl).toBe(20 * ML);
    expect(p50Nl - p10Nl).toBeLessThan(0.4 * ML);
    expect(p90Nl - p50Nl).toBeLessThan(0.4 * ML);
  });

  it('takes off 1.75 % more than the account of an unknown pump, within the label’s 14.5 % at 95 %', () => {
    const { p10Nl, p50Nl } = estimateLevel(fresh({ filledNl: 40 * ML, deliveredNl: 30 * ML }));
    expect(p50Nl).toBe(9_475_000);
    expect(p50Nl - p10Nl).toBeCloseTo(30 * ML * 0.145 * (Z90 / 1.96), -5);
  });

  it('counts unreported volume as delivered and widens the band', () => {
    const known = estimateLevel(fresh({ deliveredNl: 10 * ML }));
    const unsure = estimateLevel(fresh({ deliveredNl: 6 * ML, unreportedNl: 4 * ML }));
    expect(unsure.p50Nl).toBe(known.p50Nl);
    expect(unsure.p10Nl).toBeLessThan(known.p10Nl);
    expect(unsure.p90Nl).toBeGreaterThan(known.p90Nl);
  });

  it('never lies above the capacity, unless more was filled', () => {
    expect(estimateLevel(fresh({ capacityNl: 20 * ML })).p90Nl).toBe(20 * ML);
    expect(estimateLevel(fresh({ filledNl: 21 * ML, capacityNl: 20 * ML })).p50Nl).toBe(21 * ML);
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
        const later = estimateLevel({ ...input, deliveredNl: input.deliveredNl + more });
        expect(later.p50Nl).toBeLessThanOrEqual(estimateLevel(input).p50Nl);
        expect(later.p10Nl).toBeLessThanOrEqual(estimateLevel(input).p10Nl);
      }),
    );
  });
});

describe('the account until a level', () => {
  it('leads to an estimate whose quantile is that level', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 1, max: 5 * ML }), (input, levelNl) => {
        for (const [z, quantile] of [
          [-Z90, 'p10Nl'],
          [0, 'p50Nl'],
          [Z90, 'p90Nl'],
        ] as const) {
          const more = accountUntil(input, levelNl, z);
          fc.pre(more > 0 && levelNl < input.filledNl);
          const then = estimateLevel({ ...input, deliveredNl: input.deliveredNl + more, capacityNl: null });
          expect(Math.abs(then[quantile] - levelNl)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('is shorter in the early quantile than in the late one', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(5 * ML), (input, levelNl) => {
        const [early, median, late] = [-Z90, 0, Z90].map(z => accountUntil(input, levelNl, z)) as [
          number,
          number,
          number,
        ];
        expect(early).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(late);
      }),
    );
  });
});
