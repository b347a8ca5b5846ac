import type { PumpEvent } from '@cisterna/contract';
import type { FaultKind } from '../faults/fault-kind.ts';
import { historiesOf, live, mean, ofKind, ofType, specPlan, type LivedFleet } from '../testing/lived-fleet.ts';
import { dayMs } from '../time/periods.ts';

const strikeAt = Date.UTC(2026, 0, 12);
const treated = (kind: FaultKind): { fleet: LivedFleet; events: readonly PumpEvent[] } => {
  const staged = Array.from({ length: 6 }, (_, pump) => ({ pump, kind, at: strikeAt }));
  const fleet = live(
    specPlan({ pumps: 6, days: 70, reportIntervalSeconds: 21_600, mriPerYear: 0, interventions: true, staged }),
  );
  return { fleet, events: [...historiesOf(fleet).values()].flat() };
};

describe('where clinics intervene', () => {
  it.each([
    ['disconnection', 'disconnected'],
    ['occlusion', 'occluded'],
    ['migration', 'migrated'],
  ] as const)('a catheter with %s is found %s', (kind, finding) => {
    const { events } = treated(kind);
    const findings = ofType(events, 'catheter.examined.v1')
      .filter(({ at }) => at > strikeAt)
      .map(({ data }) => data.finding);
    expect(findings.filter(found => found === finding).length).toBeGreaterThanOrEqual(3);
    expect(
      ['leaking', 'occluded', 'disconnected', 'migrated'].filter(
        other => other !== finding && findings.includes(other as typeof finding),
      ),
    ).toEqual([]);
  });

  it('what was found is revised within days, and the fault ends with it', () => {
    const { fleet, events } = treated('disconnection');
    const revisions = ofType(events, 'catheter.revised.v1');
    expect(revisions.length).toBeGreaterThanOrEqual(3);
    for (const { pumpId, at } of revisions) {
      const [fault] = ofKind(fleet.truth, 'fault').filter(line => line.pumpId === pumpId);
      expect(Math.abs(Date.parse(fault!.endAt!) - at)).toBeLessThan(2000);
      const [found] = ofType(events, 'catheter.examined.v1').filter(
        event => event.pumpId === pumpId && event.data.finding === 'disconnected',
      );
      expect(at - found!.at).toBeLessThan(5.1 * dayMs);
    }
  });

  it('a new catheter is primed, and pulsation and effect are back', () => {
    const { fleet, events } = treated('disconnection');
    const [revision] = ofType(events, 'catheter.revised.v1');
    const ofPump = events.filter(({ pumpId }) => pumpId === revision!.pumpId);
    expect(ofType(ofPump, 'bolus.delivered.v1').filter(({ data }) => data.kind === 'priming')).toHaveLength(1);
    const pulsation = (from: number, to: number): number =>
      mean(
        ofType(ofPump, 'delivery.reported.v1')
          .filter(({ at }) => at > from && at < to)
          .flatMap(({ data }) => data.catheterPressure?.pulsationPa ?? []),
      );
    expect(
      pulsation(revision!.at + dayMs, revision!.at + 5 * dayMs) / pulsation(strikeAt - 5 * dayMs, strikeAt),
    ).toBeGreaterThan(0.6);
    const [level] = ofKind(fleet.truth, 'level').filter(
      ({ pumpId, at }) => pumpId === revision!.pumpId && Date.parse(at) > revision!.at + 4 * dayMs,
    );
    expect(level!.effect).toBeGreaterThan(0.8);
  });
});
