import type { AlertView } from '@cisterna/contract';
import { alarm, atHour, cleared, mri, registration, report, voiding } from '../../testing/facts.ts';
import { alertsAfter, folded, Projection } from '../../testing/projection.ts';
import { record, restart, wait, written, type Line } from '../../testing/written.ts';

const stalls = (...lines: readonly Line[]): readonly AlertView[] =>
  alertsAfter(registration(), ...lines).filter(a => a.kind === 'motor-stall');
const conditions = (...lines: readonly Line[]): readonly string[] =>
  stalls(...lines).map(a => `${a.id.split(':').slice(2).join(':')} ${a.condition}`);
const stall = alarm('motor-stall');
const over = cleared('motor-stall');

describe('motor-stall', () => {
  it('is raised by the device’s alarm with the priority of the drug, and titled for a person', () => {
    expect(stalls(stall)).toMatchObject([
      {
        id: 'P-1:motor-stall:1:2:0',
        priority: 'high',
        condition: 'active',
        title: 'Motor stall',
        onsetAt: '2026-01-01T02:00:00Z',
        suppressedBy: [],
      },
    ]);
  });

  it('lasts until a report shows delivery after the device cleared it, then waits for a person', () => {
    expect(conditions(stall, report(5))).toEqual(['1:2:0 active']);
    expect(conditions(stall, over)).toEqual(['1:2:0 active']);
    expect(conditions(stall, over, report(0))).toEqual(['1:2:0 active']);
    expect(conditions(stall, over, report(0), report(1))).toEqual(['1:2:0 latched']);
  });

  it('is one episode where it comes again before any delivery', () => {
    expect(conditions(stall, over, stall, over, report(0), stall, report(3))).toEqual(['1:2:0 active']);
  });

  it('is a new alert after delivery, also while the former is still latched', () => {
    expect(conditions(stall, over, report(1), stall)).toEqual(['1:2:0 latched', '1:5:0 active']);
  });

  it('is not ended by a restart', () => {
    expect(conditions(stall, restart(), report(4))).toEqual(['1:2:0 active']);
  });
});

describe('motor-stall inside an MRI window', () => {
  const until = (...lines: readonly Line[]): number | null | undefined =>
    folded(registration(), ...lines).alerts.open.find(e => e.kind === 'motor-stall')?.suppressedUntil;

  it('is raised but suppressed until the window ends', () => {
    const [alert] = stalls(record(mri(1, 4)), stall);
    expect(alert?.condition).toBe('active');
    expect(alert?.suppressedBy).toEqual([
      { reason: 'mri-window', detail: 'Inside an MRI window until 2026-01-01T04:00:00Z.' },
    ]);
  });

  it('is suppressed for four hours of a longer window, and not at all later in it', () => {
    expect(until(record(mri(1, 40)), stall)).toBe(atHour(5));
    expect(until(record(mri(1, 40)), wait(5), stall)).toBeNull();
  });

  it('is suppressed also where somebody records the window only afterwards', () => {
    expect(until(stall, record(mri(1.5, 3)))).toBe(atHour(3));
  });

  it('is no longer suppressed where the record is taken back', () => {
    const lines = [registration(), record(mri(1, 4)), stall];
    const projection = new Projection().take(written(...lines));
    expect(projection.views.map(a => a.suppressedBy.length)).toEqual([1]);
    projection.take(written(...lines, record(voiding({ boot: 1, seq: 1, entry: 1 }))));
    expect(projection.views.map(a => a.suppressedBy.length)).toEqual([0]);
  });
});
