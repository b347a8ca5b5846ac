import { historiesOf, ofKind, ofType } from '../testing/lived-fleet.ts';
import { after, cleared, delivered, expelled, programmed, raised, strikeAt, struck } from '../testing/struck-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';

describe('a motor stall', () => {
  it('is noticed within an hour, raises the alarm and reports nothing delivered', () => {
    const { events, reports } = struck('motor-stall');
    const [alarm] = ofType(events, 'alarm.raised.v1').filter(({ data }) => data.alarm === 'motor-stall');
    expect(alarm!.at - strikeAt).toBeLessThan(hourMs);
    expect(delivered(after(reports, 2))).toBe(0);
    expect(programmed(after(reports, 2))).toBeGreaterThan(0);
    expect(cleared(events)).not.toContain('motor-stall');
  });

  it('leads to withdrawal within days', () => {
    const { fleet } = struck('motor-stall');
    const complaints = [...historiesOf(fleet).values()]
      .flatMap(events => ofType(events, 'symptom.reported.v1'))
      .filter(({ data }) => ['withdrawal', 'underdose'].includes(data.kind));
    expect(after(complaints).length).toBeGreaterThan(3);
  });

  it('that recovers is cleared by itself and ends', () => {
    const { fleet, events, reports } = struck('motor-stall-recovered');
    expect(cleared(events)).toContain('motor-stall');
    expect(delivered(after(reports, 60))).toBeGreaterThan(0);
    for (const { endAt } of ofKind(fleet.truth, 'fault'))
      expect(Date.parse(endAt!) - strikeAt).toBeLessThanOrEqual(48 * hourMs);
  });

  it('that comes and goes does so three to nine times', () => {
    const { fleet } = struck('intermittent-stall', 40);
    for (const [pumpId, events] of historiesOf(fleet)) {
      const [episode] = ofKind(fleet.truth, 'fault').filter(
        line => line.pumpId === pumpId && line.fault === 'intermittent-stall',
      );
      expect(raised(events).filter(alarm => alarm === 'motor-stall').length).toBeLessThanOrEqual(episode!.size + 1);
      expect(raised(events).filter(alarm => alarm === 'motor-stall').length).toBeGreaterThanOrEqual(2);
    }
  });

  it('that the pump does not notice shows in nothing but the true volume', () => {
    const { fleet, events, reports } = struck('silent-stall', 20);
    expect(raised(events)).toEqual([]);
    expect(delivered(after(reports)) / programmed(after(reports))).toBeCloseTo(1, 2);
    const noon = Date.UTC(2026, 0, 15, 12);
    const standing = ofKind(fleet.truth, 'fault').filter(
      ({ endAt }) => endAt === null || Date.parse(endAt) > noon + dayMs,
    );
    expect(standing.length).toBeGreaterThan(0);
    for (const { pumpId } of standing) expect(expelled(fleet, noon, noon + dayMs, pumpId)).toBe(0);
  });

  it('after a scan waits for somebody to look', () => {
    const { fleet, events } = struck('mri-no-resume');
    const [scan] = ofType(events, 'annotation.recorded.v1').filter(({ data }) => data.kind === 'mri');
    const [resumed] = ofType(events, 'alarm.cleared.v1').filter(({ data }) => data.alarm === 'motor-stall');
    expect(resumed!.at - Date.parse(scan!.data.endsAt)).toBeGreaterThan(0.9 * dayMs);
    const [told] = ofKind(fleet.truth, 'mri').filter(({ pumpId }) => pumpId === 'SIM-0001');
    expect(told?.startsAt).toBe(scan!.data.startsAt);
  });
});
