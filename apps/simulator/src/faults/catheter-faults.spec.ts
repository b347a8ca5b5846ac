import { historiesOf, ofKind, ofType } from '../testing/lived-fleet.ts';
import {
  after,
  before,
  delivered,
  expelled,
  pressure,
  programmed,
  pulsation,
  raised,
  strikeAt,
  struck,
} from '../testing/struck-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';

describe('a fault of the catheter', () => {
  it('that closes it silences the pulsation and drives the pressure up, while the pump accounts for full delivery', () => {
    const { reports } = struck('occlusion');
    expect(pulsation(after(reports, 24).slice(0, 48))).toBeLessThan(0.45 * pulsation(before(reports)));
    expect(pressure(after(reports, 24).slice(0, 48))).toBeGreaterThan(1.5 * pressure(before(reports)));
    const soon = after(reports, 24).slice(0, 48);
    expect(delivered(soon) / programmed(soon)).toBeCloseTo(1, 2);
  });

  it('that builds up takes days', () => {
    const { fleet, reports } = struck('slow-occlusion', 60);
    const [fault] = ofKind(fleet.truth, 'fault');
    expect(Date.parse(fault!.halfAt) - strikeAt).toBeGreaterThan(2 * dayMs);
    expect(pulsation(after(reports).slice(0, 12))).toBeGreaterThan(0.7 * pulsation(before(reports)));
    expect(pulsation(after(reports, 42 * 24))).toBeLessThan(0.4 * pulsation(before(reports)));
  });

  it.each(['kink', 'migration', 'leak', 'disconnection'] as const)('as %s weakens the pulsation', kind => {
    const { fleet } = struck(kind);
    for (const events of historiesOf(fleet).values()) {
      const reports = ofType(events, 'delivery.reported.v1');
      expect(pulsation(after(reports, 13 * 24))).toBeLessThan(0.92 * pulsation(before(reports)));
    }
  });

  it('that opens and closes lets weak hours and sound hours take turns', () => {
    const { reports } = struck('microfracture', 40);
    const usual = pulsation(before(reports));
    const nights = after(reports)
      .filter(({ at }) => (at / hourMs) % 24 < 5)
      .flatMap(({ data }) => data.catheterPressure?.pulsationPa ?? []);
    expect(nights.filter(pulsationPa => pulsationPa < 0.55 * usual).length / nights.length).toBeGreaterThan(0.2);
    expect(nights.filter(pulsationPa => pulsationPa > 0.7 * usual).length / nights.length).toBeGreaterThan(0.2);
  });

  it.each(['leak', 'disconnection', 'migration', 'microfracture'] as const)(
    'as %s leaves the volume account as it was',
    kind => {
      const { fleet, reports } = struck(kind);
      const from = strikeAt + dayMs;
      const accounted = delivered(reports.filter(({ at }) => at > from - dayMs && at <= from + 7 * dayMs));
      const [pump] = ofKind(fleet.truth, 'pump');
      expect(expelled(fleet, from - dayMs, from + 7 * dayMs) / accounted / pump!.flowRatio).toBeCloseTo(1, 1);
      expect(raised(reports)).toEqual([]);
    },
  );

  it('that takes the drug away takes the effect away', () => {
    const { fleet } = struck('disconnection');
    for (const { therapyLostAt } of ofKind(fleet.truth, 'fault'))
      expect(Date.parse(therapyLostAt!) - strikeAt).toBeLessThan(2 * dayMs);
    for (const { effect } of ofKind(fleet.truth, 'level').filter(({ at }) => Date.parse(at) > strikeAt + 6 * dayMs))
      expect(effect).toBeLessThan(0.05);
  });
});
