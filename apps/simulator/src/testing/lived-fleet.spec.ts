import { decode, deviation, historiesOf, live, mean, ofKind, ofType, specPlan } from './lived-fleet.ts';

describe('what specs of fleets build on', () => {
  const fleet = live(specPlan({ pumps: 2, days: 3 }));

  it('lets a plan live to its end', () => {
    expect(fleet.plan.endAt - fleet.plan.startAt).toBe(3 * 86_400_000);
    expect(fleet.records.length).toBeGreaterThan(2 * 3 * 24 - 10);
    expect(ofKind(fleet.truth, 'pump').map(({ pumpId }) => pumpId)).toEqual(['SIM-0001', 'SIM-0002']);
  });

  it('sorts each pump’s distinct events', () => {
    const doubled = { ...fleet, records: [...fleet.records].reverse().flatMap(record => [record, record]) };
    expect(historiesOf(doubled)).toEqual(new Map([...historiesOf(fleet)].reverse()));
    for (const events of historiesOf(fleet).values()) expect(ofType(events, 'pump.registered.v1')).toHaveLength(1);
  });

  it('refuses what the contract refuses', () => {
    expect(() => decode({ pumpId: 'SIM-0001', arrivalAt: 0, value: '{}' })).toThrow('not-a-cloudevent');
    expect(() => decode({ ...fleet.records[0]!, pumpId: 'P-9' })).toThrow('key-mismatch');
  });

  it('computes mean and deviation', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(deviation([1, 1, 5, 5])).toBe(2);
  });
});
