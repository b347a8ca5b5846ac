import fc from 'fast-check';
import { cycleSpread, initialRatios, learnRatio, type DeliveryRatios } from './delivery-ratios.ts';

const ML = 1_000_000;
const cycle = (ratio: number | null, over: { deliveredNl?: number; complete?: boolean } = {}) => ({
  ratio,
  deliveredNl: 15 * ML,
  complete: true,
  ...over,
});
const after = (...ratios: readonly number[]): DeliveryRatios =>
  ratios.reduce((state, ratio) => learnRatio(state, cycle(ratio)), initialRatios);

describe('the delivery ratios of a pump', () => {
  it('begin with what is published of the fleet: +1.75 %, ±14.5 % at 95 %', () => {
    expect(initialRatios.mean).toBe(1.0175);
    expect(1.96 * cycleSpread(initialRatios)).toBeCloseTo(0.145, 10);
  });

  it('move towards what refills show and grow surer', () => {
    const one = after(1.1);
    const three = after(1.1, 1.1, 1.1);
    expect(one.mean).toBeGreaterThan(1.0175);
    expect(three.mean).toBeGreaterThan(one.mean);
    expect(three.mean).toBeLessThan(1.1);
    expect(cycleSpread(three)).toBeLessThan(cycleSpread(one));
    expect(three.learnt).toBe(3);
  });

  it('learn less from a small volume, of which the measuring error is a larger part', () => {
    const small = learnRatio(initialRatios, cycle(1.1, { deliveredNl: 2 * ML }));
    expect(small.mean - 1.0175).toBeLessThan(0.3 * (after(1.1).mean - 1.0175));
  });

  it('learn nothing from an incomplete cycle, or one in which nothing was delivered', () => {
    expect(learnRatio(initialRatios, cycle(1.1, { complete: false }))).toBe(initialRatios);
    expect(learnRatio(initialRatios, cycle(null, { deliveredNl: 0 }))).toBe(initialRatios);
    expect(learnRatio(initialRatios, cycle(1, { deliveredNl: 0 }))).toBe(initialRatios);
  });

  it('grow unsure again when a refill contradicts what was learnt', () => {
    const settled = after(1.0, 1.01, 1.0, 1.01);
    const torn = learnRatio(settled, cycle(1.3));
    expect(cycleSpread(torn)).toBeGreaterThan(cycleSpread(settled));
    expect(torn.mean).toBeGreaterThan(1.2);
  });

  it('stay between half and twice the account whatever a record says, and shrink their doubt only so far', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 20 }), ratios => {
        const state = after(...ratios);
        expect(state.mean).toBeGreaterThanOrEqual(0.5);
        expect(state.mean).toBeLessThanOrEqual(2);
        expect(cycleSpread(state)).toBeGreaterThanOrEqual(0.02);
        expect(cycleSpread(state)).toBeLessThanOrEqual(cycleSpread(initialRatios));
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  });
});
