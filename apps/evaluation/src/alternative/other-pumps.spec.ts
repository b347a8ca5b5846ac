import { compareOrder, decodeEventText, encodeCloudEvent, type PumpEvent } from '@cisterna/contract';
import { dayMs, type FleetChoice, type ImaginedPump } from '../fleet/pump-truth.ts';
import { meanOf } from '../stats/quantile.ts';
import { otherPumps } from './other-pumps.ts';

const choice: FleetChoice = {
  seed: 5,
  pumps: 12,
  days: 60,
  reportIntervalSeconds: 3600,
  noise: 1,
  rhythm: 1,
  compliance: 1,
};
const fleet: readonly ImaginedPump[] = [...otherPumps(choice)];
const reports = (events: readonly PumpEvent[]) => events.filter(e => e.type === 'delivery.reported.v1');

describe('pumps of the other physics', () => {
  it('speak the contract, in order, each event once', () => {
    for (const { events } of fleet.slice(0, 4)) {
      expect(events.toSorted(compareOrder)).toEqual(events);
      expect(new Set(events.map(({ boot, seq, entry }) => `${boot}:${seq}:${entry}`)).size).toBe(events.length);
      for (const event of events)
        expect(decodeEventText(encodeCloudEvent(event), event.receivedAt)).toMatchObject({ ok: true });
    }
  });

  it('are the same for the same seed, and for a fleet with more pumps', () => {
    const [first] = otherPumps({ ...choice, pumps: 1 });
    expect(first?.events).toEqual(fleet[0]?.events);
    const [other] = otherPumps({ ...choice, seed: 6, pumps: 1 });
    expect(other?.events).not.toEqual(fleet[0]?.events);
  });

  it('report nearly every hour of their lives', () => {
    for (const { events, truth } of fleet) {
      expect(reports(events).length).toBeGreaterThan(200);
      expect(truth.endAt - truth.startAt).toBe(60 * dayMs);
    }
  });

  it('are refilled before they are empty, mostly, and their stretches join', () => {
    for (const { events, truth } of fleet) {
      expect(events.some(({ type }) => type === 'reservoir.refilled.v1')).toBe(true);
      truth.stretches.slice(1).forEach(({ from }, at) => {
        expect(from).toBe(truth.stretches[at]?.to);
      });
      for (const { from, lowAt } of truth.stretches) expect(lowAt ?? from).toBeGreaterThanOrEqual(from - 60 * dayMs);
    }
  });

  it('have a healthy life that is the same up to the fault', () => {
    const struck = fleet.find(
      ({ truth }) =>
        truth.pressureSensor && truth.faults.some(({ kind }) => kind !== 'over-delivery' && kind !== 'under-delivery'),
    );
    const onset = Math.min(...(struck?.truth.faults ?? []).map(({ onsetAt }) => onsetAt));
    const before = (events: readonly PumpEvent[]) => events.filter(({ at }) => at < onset - dayMs);
    expect(struck).not.toBeUndefined();
    expect(before(struck!.healthy())).toEqual(before(struck!.events));
    const pulsations = (events: readonly PumpEvent[]) =>
      reports(events)
        .filter(({ at }) => at > onset + 20 * dayMs)
        .flatMap(({ data }) => (data.catheterPressure === null ? [] : [data.catheterPressure.pulsationPa]));
    expect(meanOf(pulsations(struck!.events))).toBeLessThan(meanOf(pulsations(struck!.healthy())));
  });
});
