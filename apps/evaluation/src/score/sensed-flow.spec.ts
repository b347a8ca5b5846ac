import { faultOn, onDay, truthOf } from '../testing/truths.ts';
import type { PumpTruth } from '../fleet/pump-truth.ts';
import { addSensedFlow, emptySensedFlow } from './sensed-flow.ts';

const over = (size: number, day = 20) => faultOn(day, { kind: 'over-delivery', size });
const scored = (truth: Partial<PumpTruth>, ...days: readonly number[]) => {
  const score = emptySensedFlow();
  addSensedFlow(score, truthOf({ levelSensor: true, ...truth }), days.map(onDay));
  return score;
};

describe('what is made of a level sensor', () => {
  it('counts a strong and a weak one apart, with the days they took', () => {
    expect(scored({ faults: [over(1.25)] }, 24).faults).toEqual([{ strong: true, delayDays: 4 }]);
    expect(scored({ faults: [over(1.15)] }, 30).faults).toEqual([{ strong: false, delayDays: 10 }]);
    expect(scored({ faults: [over(1.14)] }, 24).faults).toEqual([]);
  });

  it('is late after ten days, and early is not found at all', () => {
    expect(scored({ faults: [over(1.4)] }, 31).faults).toEqual([{ strong: true, delayDays: null }]);
    expect(scored({ faults: [over(1.4)] }, 19).faults).toEqual([{ strong: true, delayDays: null }]);
    expect(scored({ faults: [over(1.4)] }, 19, 25).faults).toEqual([{ strong: true, delayDays: 5 }]);
  });

  it('counts a growing one from its full size, also where it was found before', () => {
    const growing = { ...over(1.4), halfAt: onDay(26) };
    expect(scored({ faults: [growing] }, 30).faults).toEqual([{ strong: true, delayDays: -2 }]);
    expect(scored({ faults: [growing] }, 42).faults).toEqual([{ strong: true, delayDays: 10 }]);
  });

  it('leaves out what comes too late in the run, what the catheter holds back, other faults, and pumps without a level sensor', () => {
    expect(scored({ faults: [over(1.4, 91)] }, 95).faults).toEqual([]);
    expect(scored({ faults: [over(1.4), faultOn(25, { kind: 'kink', holdsBack: true })] }, 24).faults).toEqual([]);
    expect(scored({ faults: [faultOn(20, { kind: 'under-delivery', size: 1.4 })] }, 24).faults).toEqual([]);
    expect(scored({ levelSensor: false, faults: [over(1.4)] }, 24)).toEqual(emptySensedFlow());
  });

  it('counts as false only what is raised at a pump whose flow is sound', () => {
    expect(scored({}, 5, 50)).toMatchObject({ falseAlarms: 2 });
    expect(scored({}).healthyYears).toBeCloseTo(100 / 365.25, 6);
    expect(scored({ faults: [over(1.1)] }, 5)).toMatchObject({ falseAlarms: 0, healthyYears: 0 });
    expect(scored({ faults: [faultOn(20)] }, 5)).toMatchObject({ falseAlarms: 1 });
  });
});
