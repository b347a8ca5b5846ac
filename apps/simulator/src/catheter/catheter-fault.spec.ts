import fc from 'fast-check';
import { gradual, soundCatheter, stateOf, sudden, type CatheterFault } from './catheter-fault.ts';

const fault = (kind: CatheterFault['kind'], size: number, share: CatheterFault['share'] = sudden): CatheterFault => ({
  kind,
  size,
  burstPa: null,
  share,
});

describe('the state of a damaged catheter', () => {
  it('is sound without faults', () => {
    expect(stateOf([], 0)).toEqual(soundCatheter);
  });

  it('resists by the inverse square of the lumen that is left', () => {
    expect(stateOf([fault('narrowing', 0.5)], 0).resistance).toBeCloseTo(4, 9);
    expect(stateOf([fault('narrowing', 0.9)], 0).resistance).toBeCloseTo(100, 6);
    expect(stateOf([fault('narrowing', 1)], 0).resistance).toBeCloseTo(100_000, 3);
  });

  it('adds up leaks and displacements to at most the whole', () => {
    const both = stateOf([fault('leak', 0.5), fault('leak', 0.8), fault('displacement', 0.3)], 0);
    expect(both.leak).toBeCloseTo(0.9, 9);
    expect(both.displaced).toBeCloseTo(0.3, 9);
    expect(stateOf([fault('leak', 1), fault('leak', 1)], 0).leak).toBe(1);
  });

  it('has as much of a fault as has developed', () => {
    const state = stateOf([fault('leak', 0.8, gradual(1000, 2000))], 2000);
    expect(state.leak).toBeCloseTo(0.4, 9);
  });
});

describe('a gradual fault', () => {
  it('begins at its onset, is half there half way and whole at its end', () => {
    const share = gradual(1000, 2000);
    expect([0, 1000, 2000, 3000, 9000].map(share)).toEqual([0, 0, 0.5, 1, 1]);
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
        const share = gradual(1000, 2000);
        expect(share(Math.max(a, b))).toBeGreaterThanOrEqual(share(Math.min(a, b)));
      }),
    );
  });
});
