import fc from 'fast-check';
import { TrueReservoir } from './true-reservoir.ts';

const action = fc.record({
  kind: fc.constantFrom('expel', 'aspirate', 'fill'),
  amountNl: fc.double({ min: 0, max: 3e7, noNaN: true }),
});

describe('TrueReservoir', () => {
  it('holds what went in less what went out, and never less than nothing, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), actions => {
        const reservoir = new TrueReservoir(20_000_000);
        for (const { kind, amountNl } of actions) {
          if (kind === 'expel') reservoir.expel(amountNl);
          else if (kind === 'fill') reservoir.fill(amountNl);
          else reservoir.aspirate(amountNl);
          const { volumeNl, filledNl, aspiratedNl, expelledNl } = reservoir;
          expect(volumeNl).toBeCloseTo(filledNl - aspiratedNl - expelledNl, 3);
          expect(volumeNl).toBeGreaterThanOrEqual(0);
          expect(volumeNl).toBeLessThanOrEqual(21_000_000);
        }
      }),
    );
  });

  it('gives no more than it has', () => {
    const reservoir = new TrueReservoir(20_000_000);
    reservoir.fill(1000);
    expect(reservoir.expel(400)).toBe(400);
    expect(reservoir.expel(4000)).toBe(600);
    expect(reservoir.expel(4000)).toBe(0);
  });

  it('keeps what the needle leaves behind', () => {
    const reservoir = new TrueReservoir(20_000_000);
    reservoir.fill(5_000_000);
    expect(reservoir.aspirate(200_000)).toBe(4_800_000);
    expect(reservoir.volumeNl).toBe(200_000);
    expect(reservoir.aspirate(300_000)).toBe(0);
  });

  it('takes at most 5 % more than its rated capacity', () => {
    const reservoir = new TrueReservoir(20_000_000);
    expect(reservoir.fill(25_000_000)).toBe(21_000_000);
    expect(reservoir.fill(1)).toBe(0);
  });
});
