import { faultOn, onDay, truthOf } from '../testing/truths.ts';
import type { Walk } from '../walk/walk-pump.ts';
import { addMechanism, emptyMechanism } from './mechanism.ts';

const cycle = (from: number, at: number, over = {}) => ({
  from: onDay(from),
  at: onDay(at),
  deliveredNl: 15_000_000,
  leftNl: 1_000_000,
  expectedNl: 4_000_000,
  complete: true,
  ...over,
});
const walked = (over: Partial<Walk>): Walk => ({
  looks: [],
  suspicions: [],
  overDeliveryAts: [],
  underDeliveryAts: [],
  reconciliations: [],
  ...over,
});
const over = (size: number, day = 20) => faultOn(day, { kind: 'over-delivery', size });
const scored = (truth: ReturnType<typeof truthOf>, walk: Partial<Walk>) => {
  const score = emptyMechanism();
  addMechanism(score, truth, walked(walk));
  return score;
};

describe('the score of over-delivery', () => {
  const reconciliations = [cycle(10, 30), cycle(30, 50), cycle(50, 70), cycle(70, 90)];

  it('wants a strong one at the first cycle wholly after onset', () => {
    const faults = [over(1.4)];
    expect(scored(truthOf({ faults }), { reconciliations, overDeliveryAts: [onDay(50)] }).strongAtFirst).toEqual({
      found: 1,
      of: 1,
    });
    expect(scored(truthOf({ faults }), { reconciliations, overDeliveryAts: [onDay(70)] }).strongAtFirst).toEqual({
      found: 0,
      of: 1,
    });
  });

  it('counts apart where the reservoir was not found empty with little owed', () => {
    const faults = [over(1.4)];
    const empty = (expectedNl: number) => [cycle(30, 50, { leftNl: 100_000, expectedNl })];
    expect(scored(truthOf({ faults }), { reconciliations }).strongThatShows.of).toBe(1);
    expect(scored(truthOf({ faults }), { reconciliations: empty(3_000_000) }).strongThatShows.of).toBe(1);
    expect(scored(truthOf({ faults }), { reconciliations: empty(1_500_000) })).toMatchObject({
      strongAtFirst: { found: 0, of: 1 },
      strongThatShows: { found: 0, of: 0 },
    });
  });

  it('leaves out a pump whose catheter holds the drug back', () => {
    const faults = [over(1.4), faultOn(15, { kind: 'occlusion', holdsBack: true })];
    expect(scored(truthOf({ faults }), { reconciliations }).strongAtFirst.of).toBe(0);
    const later = [over(1.4), faultOn(60, { kind: 'slow-occlusion', holdsBack: true })];
    expect(scored(truthOf({ faults: later }), { reconciliations }).strongAtFirst.of).toBe(1);
    const passing = [over(1.4), faultOn(15, { kind: 'occlusion', holdsBack: false })];
    expect(scored(truthOf({ faults: passing }), { reconciliations }).strongAtFirst.of).toBe(1);
  });

  it('wants a weak one within three', () => {
    const faults = [over(1.2)];
    expect(scored(truthOf({ faults }), { reconciliations, overDeliveryAts: [onDay(90)] }).weakWithinThree).toEqual({
      found: 1,
      of: 1,
    });
    expect(scored(truthOf({ faults: [over(1.1)] }), { reconciliations }).weakWithinThree.of).toBe(0);
  });

  it('passes over cycles that are incomplete or small', () => {
    const poor = [cycle(30, 50, { complete: false }), cycle(50, 70, { deliveredNl: 13_000_000 })];
    expect(scored(truthOf({ faults: [over(1.4)] }), { reconciliations: poor }).strongAtFirst.of).toBe(0);
  });

  it('counts false ones in healthy pumps only', () => {
    expect(scored(truthOf(), { overDeliveryAts: [onDay(5)] })).toMatchObject({ falseAlerts: 1 });
    expect(scored(truthOf(), {}).healthyYears).toBeCloseTo(100 / 365.25, 6);
    expect(scored(truthOf({ faults: [over(1.4)] }), { overDeliveryAts: [onDay(5)] })).toMatchObject({
      falseAlerts: 0,
      healthyYears: 0,
    });
  });
});
