import { alertCommandFaults, type AlertCommandCall } from './alert-command.ts';

const pointers = (call: AlertCommandCall, body: unknown): readonly string[] => alertCommandFaults(call, body).map(fault => fault.pointer);

describe('the body of a command to an alert', () => {
  it.each<[AlertCommandCall, object]>([
    ['acknowledge', {}],
    ['acknowledge', { by: 'nurse', note: null }],
    ['shelve', { until: '2026-03-01T00:00:00Z', reason: 'theatre' }],
    ['unshelve', {}],
    ['reset', { by: null, note: 'interrogated' }],
  ])('of %s may be %j', (call, body) => {
    expect(pointers(call, body)).toEqual([]);
  });

  it.each<[AlertCommandCall, unknown, readonly string[]]>([
    ['acknowledge', null, ['']],
    ['acknowledge', { by: ' ', note: '' }, ['/by', '/note']],
    ['shelve', {}, ['/until', '/reason']],
    ['shelve', { until: '2026-03-01', reason: 'x'.repeat(2001) }, ['/until', '/reason']],
    ['unshelve', { by: 'a\ud800' }, ['/by']],
    ['reset', { note: null }, ['/note']],
  ])('of %s is refused: %j', (call, body, faults) => {
    expect(pointers(call, body)).toEqual(faults);
  });

  it('says how long a text may be', () => {
    expect(alertCommandFaults('unshelve', { by: 'x'.repeat(201) })).toEqual([{ pointer: '/by', detail: 'must be a text of 1 to 200 characters' }]);
  });
});
