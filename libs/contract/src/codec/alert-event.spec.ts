import Value from 'typebox/value';
import type { AlertView } from '../http/alert-view.ts';
import { alertEventSchema, toAlertEvent } from './alert-event.ts';

const alert: AlertView = {
  id: 'a1',
  pumpId: 'P-7',
  clinicId: 'north',
  kind: 'motor-stall',
  priority: 'high',
  condition: 'active',
  acknowledged: null,
  shelved: null,
  onsetAt: '2026-03-01T08:00:00Z',
  raisedAt: '2026-03-01T08:01:00Z',
  clearedAt: null,
  provisional: false,
  title: 'Motor stalled',
  detail: 'The pump reports a stall.',
  evidence: [],
  recommendedAction: 'Interrogate the pump.',
  suppressedBy: [],
  version: 2,
  history: [{ version: 1, change: 'raised', at: '2026-03-01T08:01:00Z', by: null }],
};

describe('toAlertEvent', () => {
  it('is a CloudEvent about the pump, named by alert and version', () => {
    expect(toAlertEvent(alert, 'cleared', Date.parse('2026-03-01T09:00:00Z'))).toEqual({
      specversion: '1.0',
      id: 'a1:2',
      source: '/cisterna/alerts',
      type: 'alert.cleared.v1',
      subject: 'P-7',
      time: '2026-03-01T09:00:00Z',
      datacontenttype: 'application/json',
      data: alert,
    });
  });

  it('says of a simulated pump that it is one, and of no other', () => {
    const of = (pumpId: string) => toAlertEvent({ ...alert, pumpId }, 'raised', 0);
    expect([of('SIM-0001'), of('SIM3-0001'), of('P-7'), of('SIMON-1')].map(event => event.simulated)).toEqual([true, true, undefined, undefined]);
    expect(Value.Check(alertEventSchema('raised'), of('SIM-0001'))).toBe(true);
  });

  it('fits the schema of its own change and of no other', () => {
    const event = toAlertEvent(alert, 'raised', 0);
    expect(Value.Check(alertEventSchema('raised'), event)).toBe(true);
    expect(Value.Check(alertEventSchema('updated'), event)).toBe(false);
  });
});
