import fc from 'fast-check';
import { mL } from '../testing/facts.ts';
import { evolveCycleWatch, initialCycleWatch, judgeCycle, type CycleVerdict, type CycleVolumes, type CycleWatch } from './cycle-watch.ts';

/** A cycle of so many mL programmed, of which this share left the reservoir. */
const cycle = (share: number, programmed = 16, left = 3): CycleVolumes => ({
  expelledNl: Math.round(share * programmed * mL),
  leftNl: left * mL,
  programmedNl: programmed * mL,
  unreportedNl: 0,
  complete: true,
});

/** The same with events missing, among them reports of so many mL. */
const incomplete = (volumes: CycleVolumes, unreported = 0): CycleVolumes => ({ ...volumes, unreportedNl: unreported * mL, complete: false });

const after = (...cycles: readonly CycleVolumes[]): CycleWatch => cycles.reduce(evolveCycleWatch, initialCycleWatch);

const verdict = (...cycles: readonly CycleVolumes[]): CycleVerdict =>
  judgeCycle(after(...cycles.slice(0, -1)), after(...cycles), cycles.at(-1) ?? cycle(1));

const nothing = { over: null, under: null };

describe('a single cycle', () => {
  it('is beyond the limits above 114.5 % and more than 2 mL above, under 85.5 % and more than 2 mL short', () => {
    expect(verdict(cycle(1.15))).toEqual({ over: 'reconciled', under: null });
    expect(verdict(cycle(0.85))).toEqual({ over: null, under: 'reconciled' });
    expect(verdict(cycle(1.145, 10))).toEqual(nothing);
    expect(verdict(cycle(1.19, 10))).toEqual(nothing);
    expect(verdict(cycle(1.21, 10)).over).toBe('reconciled');
  });

  it('says nothing where nothing was programmed', () => {
    const idle = { ...cycle(1), programmedNl: 0 };
    expect([after(idle), judgeCycle(initialCycleWatch, initialCycleWatch, idle)]).toEqual([initialCycleWatch, nothing]);
  });
});

describe('what a pump delivers by itself', () => {
  it('is learnt from sound cycles, and no longer surprises', () => {
    const learnt = after(cycle(1.07), cycle(1.075), cycle(1.07));
    expect(learnt.mean).toBeCloseTo(1.063, 2);
    expect(learnt.variance).toBeLessThan(initialCycleWatch.variance / 4);
    expect(verdict(...new Array<CycleVolumes>(12).fill(cycle(1.08)))).toEqual(nothing);
  });

  it('is not learnt from a cycle that can’t be sound', () => {
    const learnt = after(cycle(1), cycle(1));
    expect(evolveCycleWatch(learnt, cycle(1.3)).mean).toBe(learnt.mean);
    expect(evolveCycleWatch(learnt, cycle(1.3, 16, 0)).mean).toBe(learnt.mean);
    expect(evolveCycleWatch(learnt, cycle(1.04)).mean).toBeGreaterThan(learnt.mean);
  });

  it('is somewhere above what a reservoir found empty shows', () => {
    const learnt = after(cycle(1), cycle(1));
    const mean = (share: number): number => evolveCycleWatch(learnt, cycle(share, 16, 0)).mean;
    expect(mean(0.9)).toBe(learnt.mean);
    expect(mean(learnt.mean)).toBeGreaterThan(learnt.mean);
    expect(mean(1.06)).toBeGreaterThan(mean(1.03));
    expect(evolveCycleWatch(learnt, cycle(1.06, 16, 0)).variance).toBeLessThan(learnt.variance);
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

  it('is never seen in a single cycle that is no more than 2 mL away', () => {
    for (let programmed = 4; programmed <= 40; programmed += 0.5)
      for (const left of [0, 0.3, 3])
        for (const away of [2, -2]) expect(verdict(cycle((programmed + away) / programmed, programmed, left))).toEqual(nothing);
  });

  it('shows in reservoirs found empty again and again, earlier than this pump ever was', () => {
    const empty = cycle(1.07, 15, 0);
    expect(verdict(empty)).toEqual(nothing);
    expect(verdict(...sound, cycle(1.045, 23, 0))).toEqual(nothing);
    expect(verdict(...sound, cycle(1.045, 23, 0), cycle(1.08, 23, 0))).toEqual({ over: 'drift', under: null });
  });

  it('is none where a reservoir is always emptied a little before its time: that is how the clinic books', () => {
    const late = cycle(1.02, 19, 0);
    for (let visits = 1; visits <= 20; visits += 1) expect(verdict(...sound, ...new Array<CycleVolumes>(visits).fill(late))).toEqual(nothing);
    expect(after(...sound, ...new Array<CycleVolumes>(20).fill(late))).toMatchObject({ down: 0 });
  });

  it('is none where the reservoir was emptied as programmed, whatever was seen before', () => {
    const before = [...sound, cycle(1.12), cycle(1.12)];
    expect(verdict(...before, cycle(1.05, 18, 0))).toEqual(nothing);
    expect(verdict(...before, cycle(1.06, 18, 0))).toEqual({ over: 'drift', under: null });
  });

  it('is over with the first cycle that lies within', () => {
    const drifted = [...sound, cycle(1.13), cycle(1.13), cycle(1.13)];
    expect(after(...drifted).up).toBeGreaterThan(3);
    expect(after(...drifted, cycle(1.01)).up).toBe(0);
  });
});

describe('a cycle with events missing', () => {
  const sound = [cycle(1), cycle(1.01), cycle(0.99)];

  it('is no alert by itself, and is remembered by the next', () => {
    expect(verdict(...sound, incomplete(cycle(1.25)))).toEqual(nothing);
    expect(after(incomplete(cycle(9))).up).toBeLessThan(3);
    expect(verdict(...sound, cycle(1.11))).toEqual(nothing);
    expect(verdict(...sound, incomplete(cycle(1.25)), cycle(1.11))).toEqual({ over: 'drift', under: null });
  });

  it('tells the less, the more of its reports are missing', () => {
    const up = (unreported: number): number => after(...sound, incomplete(cycle(1.12), unreported)).up;
    expect(up(0)).toBeGreaterThan(up(4));
    expect(up(4)).toBeGreaterThan(up(16));
  });

  it('tells of no shortfall, and teaches nothing where a refill may be missing', () => {
    const before = after(...sound);
    expect(evolveCycleWatch(before, incomplete(cycle(0.4)))).toEqual({ ...before, up: 0 });
    expect(evolveCycleWatch(before, incomplete(cycle(0.9))).down).toBe(before.down);
  });

  it('teaches the less, the more of its reports are missing', () => {
    const mean = (volumes: CycleVolumes): number => after(volumes).mean;
    expect(mean(cycle(1.08))).toBeGreaterThan(mean(incomplete(cycle(1.08))));
    expect(mean(incomplete(cycle(1.08)))).toBeGreaterThan(mean(incomplete(cycle(1.08), 6)));
    expect(mean(incomplete(cycle(1.08), 6))).toBeGreaterThan(initialCycleWatch.mean);
  });

  it('is no evidence again and again where the pump simply delivers so', () => {
    const even = [cycle(1.08, 34), incomplete(cycle(1.085, 34)), cycle(1.08, 34), incomplete(cycle(1.085, 34))];
    expect(verdict(...even, cycle(1.09, 36, 0.1))).toEqual(nothing);
  });
});

describe('any cycles', () => {
  it('keep the watch finite, short, and the same through JSON', () => {
    const volume = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const volumes = fc.record({ expelledNl: fc.maxSafeInteger(), leftNl: volume, programmedNl: volume, unreportedNl: volume, complete: fc.boolean() });
    fc.assert(
      fc.property(fc.array(volumes), cycles => {
        const watch = after(...cycles);
        expect(JSON.parse(JSON.stringify(watch))).toEqual(watch);
        expect(Object.values(watch).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
