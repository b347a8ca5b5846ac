import type { AlertView } from '@cisterna/contract';
import { formatTime } from '@cisterna/contract';
import { atHour, explantation, programme, registration, report } from '../../testing/facts.ts';
import { alertsAfter } from '../../testing/projection.ts';
import { lost, times, wait, type Line } from '../../testing/written.ts';

const stops = (...lines: readonly Line[]): readonly AlertView[] => alertsAfter(registration(), ...lines).filter(a => a.kind === 'pump-stopped');
const conditions = (...lines: readonly Line[]): readonly string[] => stops(...lines).map(a => `${a.id.split(':').slice(2).join(':')} ${a.condition}`);
const stop = programme(0);

describe('pump-stopped', () => {
  it('is raised by a programme that stops the pump, with the priority of the drug', () => {
    expect(stops(stop)).toMatchObject([
      { id: 'P-1:pump-stopped:1:2:0', priority: 'high', condition: 'active', onsetAt: '2026-01-01T02:00:00Z', detail: 'The pump was programmed to stop.' },
    ]);
    const saline = registration({ drugs: [{ code: 'saline', concentrationMicrogramsPerMl: 1 }] });
    expect(alertsAfter(saline, stop)).toMatchObject([{ kind: 'pump-stopped', priority: 'medium' }]);
  });

  it('clears with the first report of delivery that begins after the stop, and needs no reset', () => {
    const reachesBack = report(5, { periodStart: formatTime(atHour(1.5)) });
    expect(conditions(stop, report(0))).toEqual(['1:2:0 active']);
    expect(conditions(stop, reachesBack)).toEqual(['1:2:0 active']);
    expect(conditions(stop, programme(500))).toEqual(['1:2:0 active']);
    expect(conditions(stop, reachesBack, report(5))).toEqual(['1:2:0 inactive']);
  });

  it('is one episode where the pump is stopped again meanwhile, a new one after delivery', () => {
    expect(conditions(stop, report(0), stop, report(0))).toEqual(['1:2:0 active']);
    expect(conditions(stop, report(5), stop)).toEqual(['1:2:0 inactive', '1:4:0 active']);
  });

  it('is raised when reports covering 48 h say that nothing was delivered, at the one that completes them', () => {
    const unasked = report(0, { programmedNl: 0 });
    expect(conditions(...times(47, unasked))).toEqual([]);
    expect(stops(...times(48, unasked))).toMatchObject([{ id: 'P-1:pump-stopped:1:49:0', onsetAt: '2026-01-03T01:00:00Z' }]);
    expect(conditions(...times(48, unasked), report(1))).toEqual(['1:49:0 inactive']);
  });

  it('is not raised over a break, lost reports or none', () => {
    const unasked = report(0, { programmedNl: 0 });
    expect(conditions(...times(30, unasked), lost(), ...times(30, unasked))).toEqual([]);
    expect(conditions(...times(30, unasked), wait(0.01), ...times(30, unasked))).toEqual([]);
  });

  it('is over with the pump', () => {
    expect(conditions(stop, explantation())).toEqual(['1:2:0 inactive']);
  });
});
