import fc from 'fast-check';
import { nanolitres } from '@cisterna/contract';
import { mL } from '../testing/facts.ts';
import { computedLevelNl, type Fill } from './fill.ts';
import { limitNl, reconcile } from './reconciliation.ts';

const order = { boot: 1, seq: 9, entry: 0 };
const fill = (filledNl: number, deliveredNl: number): Fill => ({
  order: { boot: 1, seq: 2, entry: 0 },
  at: 0,
  filledNl: nanolitres(filledNl),
  deliveredNl: nanolitres(deliveredNl),
  drugExpiresAt: null,
});
const judged = (filledNl: number, deliveredNl: number, aspiratedNl: number) =>
  reconcile(fill(filledNl, deliveredNl), { order, at: 5, aspiratedNl: nanolitres(aspiratedNl) });

describe('the computed level', () => {
  it('is what was filled less what was delivered, never below 0', () => {
    expect(computedLevelNl(fill(20 * mL, 3))).toBe(19_999_997);
    expect(computedLevelNl(fill(20 * mL, 21 * mL))).toBe(0);
  });
});

describe('the limit of a reconciliation', () => {
  it.each([
    [0, 2_000_000],
    [13_793_103, 2_000_000],
    [13_793_104, 2_000_000],
    [13_793_107, 2_000_001],
    [36_000_000, 5_220_000],
    [20_000_003, 2_900_000],
    [20_000_004, 2_900_001],
  ])('of %p nL delivered is %p', (delivered, limit) => {
    expect(limitNl(nanolitres(delivered))).toBe(limit);
  });

  it('is the contract’s formula in integers, whatever the volume', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), delivered => {
        const exact = (145n * BigInt(delivered) + 500n) / 1000n;
        expect(BigInt(limitNl(nanolitres(delivered)))).toBe(exact > 2_000_000n ? exact : 2_000_000n);
      }),
    );
  });
});

describe('a reconciliation', () => {
  it('holds what was aspirated against the account', () => {
    expect(judged(20 * mL, 15 * mL, 6 * mL)).toEqual({
      from: { boot: 1, seq: 2, entry: 0 },
      order,
      at: 5,
      aspiratedNl: 6 * mL,
      expectedNl: 5 * mL,
      discrepancyNl: 1 * mL,
      limitNl: 2_175_000,
      withinLimit: true,
      deliveredNl: 15 * mL,
      deliveryRatio: 14 / 15,
    });
  });

  it('is within up to the limit itself, to either side', () => {
    expect(
      [7_000_000, 7_000_001, 3_000_000, 2_999_999].map(aspirated => judged(10 * mL, 5 * mL, aspirated).withinLimit),
    ).toEqual([true, false, true, false]);
  });

  it('expects nothing, not less, where the account says more was delivered than filled', () => {
    const { expectedNl, discrepancyNl } = judged(10 * mL, 12 * mL, 500);
    expect([expectedNl, discrepancyNl]).toEqual([0, 500]);
  });

  it('has no ratio where nothing was delivered, and a negative one where more came out than went in', () => {
    expect(judged(10 * mL, 0, 9 * mL).deliveryRatio).toBeNull();
    expect(judged(10 * mL, 1 * mL, 11 * mL).deliveryRatio).toBe(-1);
  });
});
