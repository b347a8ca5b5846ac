import type { AlertView } from '@cisterna/contract';
import { alarm, cleared, mri, registration, report } from '../testing/facts.ts';
import { Projection } from '../testing/projection.ts';
import { record, wait, written } from '../testing/written.ts';
import type { AlertRecord } from './alert.ts';
import { settleAlerts, type Settlement } from './settle.ts';

/** The alert of the stall, the only one of its kind. */
const one = (projection: Projection): AlertView => {
  const [view, ...others] = projection.views.filter(({ kind }) => kind === 'motor-stall');
  if (view === undefined || others.length > 0) throw new RangeError(`${others.length} others`);
  return view;
};

describe('the end of a stall’s suppression', () => {
  const lines = [registration(), record(mri(1, 5)), alarm('motor-stall')];
  const settlement = (projection: Projection, stored: readonly AlertRecord[]): Settlement => ({
    pump: projection.state,
    transitions: [],
    stored,
    refoldedFrom: null,
    lifted: 'P-1:motor-stall:1:2:0',
    decidedAt: at => at ?? 0,
  });

  it('is told once, at its due time', () => {
    const projection = new Projection().take(written(...lines));
    const [step, ...others] = settleAlerts(settlement(projection, [...projection.alerts.values()]));
    expect(others).toEqual([]);
    expect(step?.record.view).toMatchObject({ condition: 'active', suppressedBy: [], version: 2 });
    expect(step?.record.view.history.at(-1)).toEqual({
      version: 2,
      change: 'updated',
      at: '2026-01-01T05:00:00Z',
      by: null,
    });
    expect(settleAlerts(settlement(projection, step === undefined ? [] : [step.record]))).toEqual([]);
  });

  it('is not told of a stall that ended inside the window', () => {
    const projection = new Projection().take(written(...lines, cleared('motor-stall'), report(1)));
    expect(settleAlerts(settlement(projection, [...projection.alerts.values()]))).toEqual([]);
    expect(one(projection).suppressedBy).toHaveLength(1);
  });

  it('is told with the alert itself where both are known at once', () => {
    const projection = new Projection().take(written(...lines));
    const transitions = projection.state.alerts.open.map(episode => ({
      change: 'raised' as const,
      episode,
      at: 0,
      receivedAt: episode.onsetAt,
    }));
    const steps = settleAlerts({ ...settlement(projection, []), transitions });
    expect(steps.map(s => [s.change, s.record.view.suppressedBy.length])).toEqual([
      ['raised', 1],
      ['updated', 0],
    ]);
  });

  it('is suppressed again where the window turns out longer', () => {
    const short = [registration(), record(mri(1, 3)), alarm('motor-stall')];
    const projection = new Projection().take(written(...short));
    for (const step of settleAlerts(settlement(projection, [...projection.alerts.values()])))
      projection.alerts.set(step.record.view.id, step.record);
    expect(one(projection).suppressedBy).toEqual([]);
    projection.take(written(...short, wait(1), record(mri(1, 5))));
    expect(one(projection).suppressedBy).toEqual([
      { reason: 'mri-window', detail: 'Inside an MRI window until 2026-01-01T05:00:00Z.' },
    ]);
  });
});
