import fc from 'fast-check';
import { mL } from '../testing/facts.ts';
import { evolveCycleWatch, initialCycleWatch, judgeCycle, type CycleVerdict, type CycleVolumes, type CycleWatch } from './cycle-watch.ts';

/** A cycle of so many mL programmed, of which this share left the reservoir. */
const cycle = (share: number, programmed = 16, left = 3): CycleVolumes => ({
  expelledNl: Math.round(share * programmed * mL),
  leftNl: left * mL,
  programmedNl: programmed * mL,
});

const after = (...cycles: readonly CycleVolumes[]): CycleWatch => cycles.reduce(evolveCycleWatch, initialCycleWatch);

const verdict = (...cycles: readonly CycleVolumes[]): CycleVerdict => judgeCycle(after(...cycles), cycles.at(-1) ?? cycle(1));

const nothing = { over: null, under: null };

describe('a single cycle', () => {
  it('is beyond the limits above 114.5 % and more than 2 mL above, under 85.5 % and more than 2 mL short', () => {
    expect(verdict(cycle(1.15))).toEqual({ over: 'reconciled', under: null });
    expect(verdict(cycle(0.85))).toEqual({ over: null, under: 'reconciled' });
    expect(verdict({ expelledNl: 11.45 * mL, leftNl: mL, programmedNl: 10 * mL })).toEqual(nothing);
    expect(verdict(cycle(1.19, 10))).toEqual(nothing);
    expect(verdict(cycle(1.21, 10)).over).toBe('reconciled');
  });

  it('says nothing where nothing was programmed', () => {
    const idle = { expelledNl: 5 * mL, leftNl: 0, programmedNl: 0 };
    expect([after(idle), judgeCycle(initialCycleWatch, idle)]).toEqual([initialCycleWatch, nothing]);
  });
});

describe('what a pump delivers by itself', () => {
  it('is learnt from sound cycles, and no longer surprises', () => {
    const learnt = after(cycle(1.07), cycle(1.075), cycle(1.07));
    expect(learnt.mean).toBeCloseTo(1.063, 2);
    expect(learnt.variance).toBeLessThan(initialCycleWatch.variance / 4);
    expect(verdict(...new Array<CycleVolumes>(12).fill(cycle(1.08)))).toEqual(nothing);
  });

  it('is not learnt from a cycle that can’t be sound, nor from a lower bound', () => {
    const learnt = after(cycle(1), cycle(1));
    expect(evolveCycleWatch(learnt, cycle(1.3)).mean).toBe(learnt.mean);
    expect(evolveCycleWatch(learnt, cycle(1.04, 16, 0.1)).mean).toBe(learnt.mean);
    expect(evolveCycleWatch(learnt, cycle(1.04)).mean).toBeGreaterThan(learnt.mean);
  });
});

describe('a drift', () => {
  const sound = [cycle(1), cycle(1.01), cycle(0.99)];

  it('shows in cycles together that are within the limit each by itself', () => {
    expect(verdict(...sound, cycle(1.12))).toEqual(nothing);
    expect(verdict(...sound, cycle(1.12), cycle(1.12))).toEqual({ over: 'drift', under: null });
    expect(verdict(...sound, cycle(0.88), cycle(0.88))).toEqual({ over: null, under: 'drift' });
  });

  it('is no alert while the cycles are near the programme, however unlike the pump', () => {
    expect(verdict(...sound, cycle(1.09), cycle(1.09), cycle(1.09), cycle(1.09))).toEqual(nothing);
  });

  it('shows at once where a reservoir is found empty that should have held 3 mL', () => {
    expect(verdict(...sound, cycle(1.1, 34, 0.1))).toEqual({ over: 'drift', under: null });
    expect(verdict(...sound, cycle(1.1, 34, 3))).toEqual(nothing);
  });

  it('is over with the first cycle that lies within', () => {
    const drifted = [...sound, cycle(1.13), cycle(1.13), cycle(1.13)];
    expect(after(...drifted).up).toBeGreaterThan(3);
    expect(after(...drifted, cycle(1.01)).up).toBe(0);
  });
});

describe('any cycles', () => {
  it('keep the watch finite, short, and the same through JSON', () => {
    const volume = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const volumes = fc.record({ expelledNl: fc.maxSafeInteger(), leftNl: volume, programmedNl: volume });
    fc.assert(
      fc.property(fc.array(volumes), cycles => {
        const watch = after(...cycles);
        expect(JSON.parse(JSON.stringify(watch))).toEqual(watch);
        expect(Object.values(watch).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
