import { historiesOf, live, ofType, specPlan } from '../testing/lived-fleet.ts';
import type { PumpEvent } from '@cisterna/contract';
import { dayMs } from '../time/periods.ts';

const strikeAt = Date.UTC(2026, 0, 10);
const lost = specPlan({
  pumps: 8,
  days: 60,
  reportIntervalSeconds: 21_600,
  mriPerYear: 0,
  staged: Array.from({ length: 8 }, (_, pump) => ({ pump, kind: 'disconnection' as const, at: strikeAt })),
});

describe('the symptom desk', () => {
  const histories = [...historiesOf(live(lost)).values()];
  const everything: readonly PumpEvent[] = histories.flat();

  it('writes complaints down as a person’s records, with who said it', () => {
    const symptoms = ofType(everything, 'symptom.reported.v1');
    expect(symptoms.length).toBeGreaterThan(40);
    for (const { entry, clinicId, data } of symptoms) {
      expect(entry).toBeGreaterThan(0);
      expect(clinicId).toMatch(/^clinic-/);
      expect(['patient', 'nurse']).toContain(data.by);
    }
  });

  it('hears less often from who has complained lately', () => {
    const early = ofType(everything, 'symptom.reported.v1').filter(
      ({ at }) => at < strikeAt + 14 * dayMs && at > strikeAt,
    );
    const late = ofType(everything, 'symptom.reported.v1').filter(({ at }) => at > strikeAt + 36 * dayMs);
    expect(late.length).toBeLessThan(1.4 * early.length);
  });

  it('answers lost effect with at most three higher doses, in vain', () => {
    for (const events of histories) {
      const programmes = ofType(events, 'therapy.programmed.v1');
      expect(programmes.length).toBeLessThanOrEqual(1 + 3 + 4);
    }
    expect(ofType(everything, 'therapy.programmed.v1').length).toBeGreaterThan(8 + 6);
  });

  it('examines nobody unless the plan lets clinics intervene', () => {
    expect(ofType(everything, 'catheter.examined.v1')).toEqual([]);
    expect(ofType(everything, 'catheter.revised.v1')).toEqual([]);
  });

  it('takes single reports back, and only ones that were made', () => {
    const complaining = live({
      ...lost,
      pumps: 30,
      staged: lost.staged.flatMap(fault => [0, 8, 16, 22].map(more => ({ ...fault, pump: fault.pump + more }))),
    });
    const events = [...historiesOf(complaining).values()].flat();
    const symptoms = new Set(
      ofType(events, 'symptom.reported.v1').map(({ pumpId, boot, seq, entry }) => `${pumpId}:${boot}:${seq}+${entry}`),
    );
    const voids = ofType(events, 'record.voided.v1');
    expect(voids.length).toBeGreaterThan(0);
    for (const { pumpId, data } of voids)
      expect(symptoms).toContain(`${pumpId}:${data.entryOf.boot}:${data.entryOf.seq}+${data.entryOf.entry}`);
  });
});
