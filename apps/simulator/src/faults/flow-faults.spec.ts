import { historiesOf, ofKind, ofType } from '../testing/lived-fleet.ts';
import { delivered, expelled, raised, strikeAt, struck } from '../testing/struck-fleet.ts';
import { dayMs } from '../time/periods.ts';

describe('a fault of the flow', () => {
  it('as over-delivery empties the pump faster than it accounts for, and no alarm tells', () => {
    const { fleet, reports, events } = struck('over-delivery', 30);
    const [fault] = ofKind(fleet.truth, 'fault');
    expect(fault!.size).toBeGreaterThanOrEqual(1.15);
    const ratio = (from: number): number => {
      const week = reports.filter(({ at }) => at > from && at <= from + 7 * dayMs);
      return expelled(fleet, from, from + 7 * dayMs) / delivered(week);
    };
    expect(ratio(Date.UTC(2026, 0, 27)) / ratio(Date.UTC(2026, 0, 6))).toBeGreaterThan(1.03);
    expect(raised(events).filter(alarm => alarm !== 'low-reservoir')).toEqual([]);
  });

  it('as under-delivery leaves more than the account says', () => {
    const { fleet } = struck('under-delivery', 60, { reportIntervalSeconds: 21_600 });
    for (const { size } of ofKind(fleet.truth, 'fault')) {
      expect(size).toBeGreaterThanOrEqual(0.5);
      expect(size).toBeLessThanOrEqual(0.85);
    }
    const levels = ofKind(fleet.truth, 'level').filter(
      ({ pumpId, accountNl }) => pumpId === 'SIM-0001' && accountNl !== null,
    );
    const gap = (line: (typeof levels)[number]): number => line.volumeNl - (line.accountNl ?? 0);
    const fillEnds = levels.findIndex(
      (line, at) => at > 0 && line.volumeNl > (levels[at - 1]?.volumeNl ?? 0) && Date.parse(line.at) > strikeAt,
    );
    const last = levels.at(fillEnds === -1 ? -1 : fillEnds - 1)!;
    expect(gap(last)).toBeGreaterThan(gap(levels[5]!));
  });

  it('as a fill beside the reservoir strikes at the next refill: less than recorded goes in, too much works', () => {
    const { fleet } = struck('pocket-fill', 90, { reportIntervalSeconds: 21_600 });
    const faults = ofKind(fleet.truth, 'fault');
    expect(faults.length).toBeGreaterThan(0);
    for (const { onsetAt, pumpId, size } of faults) {
      const refill = ofKind(fleet.truth, 'refill').find(line => line.pumpId === pumpId && line.at === onsetAt)!;
      expect(refill.pocketNl).toBeGreaterThan(0.14 * refill.filledRecordedNl);
      expect(refill.filledNl + refill.pocketNl).toBeCloseTo(refill.filledRecordedNl, -6);
      expect(size).toBeGreaterThanOrEqual(0.15);
      const next = ofKind(fleet.truth, 'level').find(line => line.pumpId === pumpId && line.at > onsetAt)!;
      expect(next.effect).toBeGreaterThan(1.05);
    }
  });
});

describe('a fault of the fill sensor', () => {
  it('makes its readings drift away from the computed level', () => {
    const { fleet } = struck('level-sensor-drift', 50, {
      reportIntervalSeconds: 21_600,
      pumps: 12,
      staged: Array.from({ length: 12 }, (_, pump) => ({ pump, kind: 'level-sensor-drift' as const, at: strikeAt })),
    });
    const gauged = new Set(
      ofKind(fleet.truth, 'pump')
        .filter(({ levelSensor }) => levelSensor)
        .map(({ pumpId }) => pumpId),
    );
    const faults = ofKind(fleet.truth, 'fault');
    expect(new Set(faults.map(({ pumpId }) => pumpId))).toEqual(gauged);
    const { pumpId, size } = faults[0]!;
    const last = ofKind(fleet.truth, 'level').findLast(line => line.pumpId === pumpId)!;
    const sensed = ofType(historiesOf(fleet).get(pumpId)!, 'delivery.reported.v1').findLast(
      ({ data }) => data.reservoirSensedNl !== null,
    )!.data.reservoirSensedNl!;
    expect(Math.sign(sensed - last.volumeNl)).toBe(Math.sign(size));
  });
});
