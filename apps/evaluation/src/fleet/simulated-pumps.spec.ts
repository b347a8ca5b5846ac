import { compareOrder } from '@cisterna/contract';
import { otherPumps } from '../alternative/other-pumps.ts';
import { fleetOf } from './fleet-of.ts';
import { dayMs, isActive, isCatheterFault, type FleetChoice } from './pump-truth.ts';
import { simulatedPumps } from './simulated-pumps.ts';

const choice: FleetChoice = {
  seed: 4,
  pumps: 8,
  days: 60,
  reportIntervalSeconds: 7200,
  noise: 1,
  rhythm: 1,
  compliance: 1,
};
const fleet = [...simulatedPumps(choice)];

describe('simulated pumps', () => {
  it('live one after the other, their events in order', () => {
    expect(fleet.map(({ truth }) => truth.pumpId)).toEqual(Array.from({ length: 8 }, (_, at) => `EV-000${at + 1}`));
    for (const { events } of fleet) expect(events.toSorted(compareOrder)).toEqual(events);
  });

  it('are the same in a fleet with more of them', () => {
    const [first] = simulatedPumps({ ...choice, pumps: 1 });
    expect(first?.events).toEqual(fleet[0]?.events);
    expect(first?.truth).toEqual(fleet[0]?.truth);
  });

  it('have a truth with moments, not texts', () => {
    for (const { truth } of fleet) {
      expect(truth.endAt - truth.startAt).toBe(60 * dayMs);
      for (const { from, to } of truth.stretches) expect(to).toBeGreaterThan(from);
      for (const { onsetAt, halfAt } of truth.faults) expect(halfAt).toBeGreaterThanOrEqual(onsetAt);
    }
  });

  it('deliver too much as often as is asked for', () => {
    const kinds = (overDelivery: number): readonly string[] =>
      [...simulatedPumps({ ...choice, overDelivery })].flatMap(({ truth }) => truth.faults.map(({ kind }) => kind));
    expect(kinds(0)).not.toContain('over-delivery');
    expect(kinds(1)).toContain('over-delivery');
  });

  it('have a healthy life without faults', () => {
    const sound = fleet.find(({ truth }) => truth.faults.length === 0);
    expect(sound?.healthy()).toEqual(sound?.events);
  });
});

describe('a fault', () => {
  it('is active from its onset to its end', () => {
    const fault = { kind: 'kink', onsetAt: 5, halfAt: 5, endAt: 9, size: 1, holdsBack: true, therapyLostAt: null };
    expect([4, 5, 8, 9].map(at => isActive(fault, at))).toEqual([false, true, true, false]);
    expect([isCatheterFault(fault), isCatheterFault({ ...fault, kind: 'motor-stall' })]).toEqual([true, false]);
  });
});

describe('the world', () => {
  it('is the simulator’s or the other one', () => {
    const [simulated] = fleetOf('simulator', { ...choice, pumps: 1 });
    const [other] = fleetOf('alternative', { ...choice, pumps: 1 });
    expect(simulated?.truth.pumpId).toBe('EV-0001');
    expect(other?.truth).toEqual([...otherPumps({ ...choice, pumps: 1 })][0]?.truth);
  });
});
