import { allFaultKinds, faultKinds, isFaultKind, type FaultKind } from './fault-kind.ts';
import { strikes } from './strikes.ts';

const rateOf = (fits: (kind: FaultKind) => boolean): number =>
  allFaultKinds.filter(fits).reduce((sum, kind) => sum + faultKinds[kind].perYear, 0);

describe('the kinds of faults', () => {
  it('all have a way to strike', () => {
    expect(Object.keys(strikes).sort()).toEqual([...allFaultKinds].sort());
  });

  it('are told from other words', () => {
    expect(isFaultKind('leak')).toBe(true);
    expect(isFaultKind('toString')).toBe(false);
  });

  it('of the catheter add up to 0.020–0.030 a pump-year, front-loaded', () => {
    expect(rateOf(kind => faultKinds[kind].group === 'catheter')).toBeGreaterThanOrEqual(0.02);
    expect(rateOf(kind => faultKinds[kind].group === 'catheter')).toBeLessThanOrEqual(0.031);
    expect(faultKinds.occlusion.shape).toBeLessThan(1);
  });

  it('of the motor leave 91 to 97 % of pumps without a permanent stall after six years', () => {
    const intermittentThatEnd = faultKinds['intermittent-stall'].perYear * 0.3;
    const survival = Math.exp(-6 * (faultKinds['motor-stall'].perYear + intermittentThatEnd));
    expect(survival).toBeGreaterThan(0.911);
    expect(survival).toBeLessThan(0.973);
  });

  it('of the motor add up to 0.04 a year with those that recover', () => {
    expect(rateOf(kind => kind.endsWith('stall') || kind.endsWith('stall-recovered'))).toBeCloseTo(0.041, 2);
  });

  it('hold over-delivery at 1 pump in 700 over five years, and a pocket fill at 1 refill in 10 000', () => {
    expect(faultKinds['over-delivery'].perYear * 5).toBeCloseTo(1 / 700, 3);
    expect(faultKinds['pocket-fill'].perYear / 6).toBeCloseTo(1 / 10_000, 5);
  });
});
