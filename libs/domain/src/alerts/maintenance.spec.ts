import type { AlertView } from '@cisterna/contract';
import { alarm, atHour, cleared, registration, report } from '../testing/facts.ts';
import { Projection } from '../testing/projection.ts';
import { written } from '../testing/written.ts';
import type { AlertRecord, AlertStep } from './alert.ts';
import { commandAlert, maintain } from './command.ts';
import type { Maintenance } from './maintenance.ts';
import { settleAlerts, type Settlement } from './settle.ts';
import { foldHistory } from '../history/fold-history.ts';

const maintenance: Maintenance = { id: 'mnt_1', until: atHour(60), by: 'technician', reason: 'firmware' };
const suppressed = [
  { reason: 'maintenance', detail: 'Maintenance by technician until 2026-01-03T12:00:00Z: firmware' },
];
const id = 'P-1:device-fault:1:2:0';
const events = written(registration(), alarm('memory-error'), cleared('memory-error'), report(1));

const settlement = (count: number, over: Partial<Settlement> = {}): Settlement => {
  const { state, transitions } = foldHistory(null, 'P-1', events.slice(0, count));
  return {
    pump: state,
    transitions,
    stored: [],
    refoldedFrom: null,
    lifted: null,
    decidedAt: () => atHour(50),
    ...over,
  };
};
const recordOf = (steps: readonly AlertStep[]): AlertRecord => steps.at(-1)!.record;
const viewOf = (steps: readonly AlertStep[]): AlertView => recordOf(steps).view;

describe('an alert that is raised while its pump is maintained', () => {
  const raised = settleAlerts(settlement(2, { maintenance }));

  it('is raised as always, and says from the start why it notifies nobody', () => {
    expect(raised.map(({ change }) => change)).toEqual(['raised']);
    expect(viewOf(raised)).toMatchObject({ condition: 'active', suppressedBy: suppressed });
  });

  it('stays so over further decisions, asked again too, and with maintenance gone until its end is decided', () => {
    const stored = [recordOf(raised)];
    expect(settleAlerts(settlement(2, { stored, maintenance }))).toEqual([]);
    expect(settleAlerts(settlement(2, { stored }))).toEqual([]);
    const [over, ...others] = settleAlerts(settlement(3, { stored }));
    expect(others).toEqual([]);
    expect(over?.record.view).toMatchObject({ condition: 'latched', version: 2, suppressedBy: suppressed });
  });

  it('is updated at the end, once, and notifies again', () => {
    const step = maintain(recordOf(raised), null, atHour(60));
    expect(step?.change).toBe('updated');
    expect(step?.record.view).toMatchObject({ version: 2, suppressedBy: [], condition: 'active' });
    expect(step?.record.view.history.at(-1)).toEqual({
      version: 2,
      change: 'updated',
      at: '2026-01-03T12:00:00Z',
      by: null,
    });
    expect(maintain(step!.record, null, atHour(61))).toBeNull();
    expect(settleAlerts(settlement(2, { stored: [step!.record] }))).toEqual([]);
  });

  it('goes on silently where another maintenance takes over, and keeps its shelf beside it', () => {
    const other = { ...maintenance, id: 'mnt_2', until: atHour(70) };
    const shelved = commandAlert(
      recordOf(raised),
      { kind: 'shelve', by: 'nurse', until: atHour(65), reason: 'r' },
      { at: atHour(50) },
    );
    const step = maintain((shelved as AlertStep).record, other, atHour(60));
    expect(
      step?.record.view.suppressedBy.map(({ reason, detail }) => [reason, detail.includes('2026-01-03T22:00:00Z')]),
    ).toEqual([
      ['shelved', false],
      ['maintenance', true],
    ]);
    expect(maintain(step!.record, other, atHour(61))).toBeNull();
  });
});

describe('an alert that was there before maintenance', () => {
  it('is updated at its beginning', () => {
    const projection = new Projection().take(events.slice(0, 2));
    const step = maintain(projection.alerts.get(id)!, maintenance, atHour(50));
    expect(step?.record.view).toMatchObject({ version: 2, suppressedBy: suppressed });
    expect(step?.record.facts.maintenance).toEqual(maintenance);
  });

  it('and is brought in line at its next decision, where it was not yet', () => {
    const stored = [recordOf(settleAlerts(settlement(2)))];
    expect(settleAlerts(settlement(2, { stored, maintenance }))).toEqual([]);
    const [step] = settleAlerts(settlement(3, { stored, maintenance }));
    expect(step?.record.view).toMatchObject({ condition: 'latched', suppressedBy: suppressed });
  });
});
