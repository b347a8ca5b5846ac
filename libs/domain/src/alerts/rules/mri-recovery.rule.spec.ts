import type { AlertView } from '@cisterna/contract';
import { alarm, cleared, explantation, mri, registration, report, voiding } from '../../testing/facts.ts';
import { alertsAfter, Projection } from '../../testing/projection.ts';
import { record, times, wait, written, type Line } from '../../testing/written.ts';

const nothing = report(0);
const delivered = report(400_000);
/** The registration, a report, and a window from hour 2 to hour 4, recorded at hour 2. */
const start = [registration(), delivered, record(mri(2, 4))];
const recoveries = (...lines: readonly Line[]): readonly AlertView[] =>
  alertsAfter(...start, ...lines).filter(a => a.kind === 'no-recovery-after-mri');
const told = (...lines: readonly Line[]): readonly string[] =>
  recoveries(...lines).flatMap(a => a.history.map(h => `${h.change} ${h.at.slice(11, 16)}`));

describe('no-recovery-after-mri', () => {
  it('is raised at the first event behind the window where the motor stood still at its end, with the window’s end as its onset', () => {
    const [alert] = recoveries(alarm('motor-stall'), nothing, nothing);
    expect(alert).toMatchObject({
      id: 'P-1:no-recovery-after-mri:1:2:1',
      priority: 'medium',
      condition: 'active',
      onsetAt: '2026-01-01T04:00:00Z',
      raisedAt: '2026-01-01T04:00:01Z',
    });
    expect(alert?.evidence.map(e => e.kind)).toEqual(['motor-stall']);
  });

  it('is raised by the first report behind it that shows no delivery, and by no other', () => {
    expect(told(delivered, delivered, nothing)).toEqual(['raised 05:00']);
    expect(told(delivered, delivered, delivered, nothing)).toEqual([]);
    expect(told(nothing, nothing)).toEqual([]);
  });

  it('rises to high two hours after the window, at the first event from then on, or is high from the start', () => {
    expect(told(alarm('motor-stall'), nothing, nothing, nothing, nothing)).toEqual(['raised 04:00', 'updated 06:00']);
    expect(recoveries(delivered, delivered, wait(5), nothing)[0]).toMatchObject({ priority: 'high', version: 1 });
  });

  it('is latched once a report shows delivery, also at the very event that told of it', () => {
    expect(told(alarm('motor-stall'), nothing, nothing, delivered)).toEqual(['raised 04:00', 'updated 06:00']);
    const at = recoveries(alarm('motor-stall'), wait(1), delivered);
    expect(at).toMatchObject([{ condition: 'latched', priority: 'medium', version: 2 }]);
  });

  it('is nothing where the pump delivers', () => {
    expect(told(alarm('motor-stall'), cleared('motor-stall'), ...times(3, delivered))).toEqual([]);
  });

  it('is one for each window', () => {
    const second = record(mri(5, 6));
    expect(recoveries(alarm('motor-stall'), second, nothing, nothing, nothing, nothing).map(a => a.id)).toEqual([
      'P-1:no-recovery-after-mri:1:2:1',
      'P-1:no-recovery-after-mri:1:3:1',
    ]);
  });

  it('of a window recorded after its end is high at once where the stall has lasted', () => {
    const alerts = alertsAfter(registration(), alarm('motor-stall'), ...times(8, nothing), record(mri(2, 4)));
    expect(alerts.find(a => a.kind === 'no-recovery-after-mri')).toMatchObject({
      priority: 'high',
      id: 'P-1:no-recovery-after-mri:1:10:1',
    });
  });

  it('is withdrawn with the window that a person takes back, and cleared with the pump', () => {
    const stalled = [alarm('motor-stall'), nothing, nothing];
    const projection = new Projection();
    for (const event of written(...start, ...stalled, record(voiding({ boot: 1, seq: 2, entry: 1 }))))
      projection.take([event]);
    expect(projection.views.find(a => a.kind === 'no-recovery-after-mri')?.history.at(-1)?.change).toBe('withdrawn');
    expect(recoveries(...stalled, record(explantation()))).toMatchObject([{ condition: 'inactive' }]);
  });
});
