import { historiesOf, ofKind, ofType } from '../testing/lived-fleet.ts';
import { after, cleared, delivered, raised, struck } from '../testing/struck-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';

describe('a fault of power, memory or clock', () => {
  it('as a battery reset restarts the pump with its clock behind and its therapy at the minimum, until a visit', () => {
    const { events } = struck('battery-reset');
    const at = events.findIndex(({ type, boot }) => type === 'pump.booted.v1' && boot > 1);
    expect(events[at]?.data).toMatchObject({ reason: 'battery-reset', previousBoot: 1 });
    expect(events[at + 1]).toMatchObject({ type: 'alarm.raised.v1', data: { alarm: 'low-battery-reset' } });
    expect(events[at + 2]).toMatchObject({ type: 'therapy.programmed.v1', data: { mode: 'minimum-rate', by: 'pump' } });
    expect(events[at + 1]!.at).toBeLessThan(events[at - 1]!.at + hourMs);
    const programmes = ofType(events.slice(at + 3), 'therapy.programmed.v1');
    expect(programmes[0]?.data.mode).not.toBe('minimum-rate');
    expect(cleared(events)).toContain('low-battery-reset');
  });

  it('as a depleted battery announces its end', () => {
    const { fleet } = struck('battery-depletion', 150, { reportIntervalSeconds: 21_600 });
    for (const events of historiesOf(fleet).values()) {
      const alarms = ofType(events, 'alarm.raised.v1').filter(({ data }) =>
        ['replacement-due', 'end-of-service'].includes(data.alarm),
      );
      expect(alarms.map(({ data }) => data.alarm)).toEqual(['replacement-due', 'end-of-service']);
      expect(alarms[1]!.at - alarms[0]!.at).toBeGreaterThan(7 * dayMs);
      expect(
        delivered(ofType(events, 'delivery.reported.v1').filter(({ at }) => at > alarms[1]!.at + 13 * hourMs)),
      ).toBe(0);
    }
  });

  it('as a memory error is cleared at a visit; the critical one rests the therapy until then', () => {
    const plain = struck('memory-error');
    expect(raised(plain.events)).toContain('memory-error');
    expect(cleared(plain.events)).toContain('memory-error');
    const critical = struck('critical-memory-error');
    const programmes = after(ofType(critical.events, 'therapy.programmed.v1'));
    expect(programmes[0]?.data).toMatchObject({ mode: 'minimum-rate', by: 'pump' });
    expect(programmes[1]?.data.mode).not.toBe('minimum-rate');
    expect(cleared(critical.events)).toContain('critical-memory-error');
  });

  it('as a jump of the clock moves the pump’s times by minutes to hours, until a visit', () => {
    const { fleet, reports } = struck('clock-jump', 40);
    const [fault] = ofKind(fleet.truth, 'fault').filter(({ pumpId }) => pumpId === 'SIM-0001');
    const jumps = reports.slice(1).map(({ data }, at) => Date.parse(data.periodStart) - reports[at]!.at);
    const [largest] = jumps.filter(jump => Math.abs(jump) > 100_000);
    expect(Math.abs(largest! / 1000 - fault!.size)).toBeLessThanOrEqual(1);
    expect(fault!.endAt).not.toBeNull();
  });
});
