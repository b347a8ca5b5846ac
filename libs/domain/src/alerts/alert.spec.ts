import { changeBetween, factsAfter, isOpen, sameFacts, withChange, type AlertFacts, type AlertRecord } from './alert.ts';
import { evidenceOf, type AlertTransition, type Episode } from './episode.ts';

const stall: Episode = {
  id: 'P-1:motor-stall:1:7:0',
  kind: 'motor-stall',
  opened: { boot: 1, seq: 7, entry: 0 },
  onsetAt: 1000,
  priority: 'medium',
  provisional: true,
  evidence: [evidenceOf('device-alarm', 2000, 'It said so.'), evidenceOf('estimate', 3000, 'It looks so.')],
  suppressedUntil: null,
};
const change = (what: AlertTransition['change'], episode = stall): AlertTransition => ({ change: what, episode, at: 0, receivedAt: 0 });
const active = factsAfter(null, change('raised'));
const by = (at: number, clinicId: string | null = 'north') => ({ at, clinicId, pumpId: 'P-1' });
const raised = (facts: AlertFacts = active): AlertRecord => withChange(null, 'raised', facts, by(5000));
const seen = (record: AlertRecord): AlertRecord => ({
  ...record,
  view: { ...record.view, acknowledged: { at: '1970-01-01T00:00:06Z', by: 'nurse' }, shelved: { until: '1970-01-02T00:00:00Z', by: 'nurse', reason: 'on the way' } },
});

describe('a raised alert', () => {
  it('shows its episode, and nobody has seen it', () => {
    expect(raised().view).toEqual({
      id: 'P-1:motor-stall:1:7:0',
      pumpId: 'P-1',
      clinicId: 'north',
      kind: 'motor-stall',
      priority: 'medium',
      condition: 'active',
      acknowledged: null,
      shelved: null,
      onsetAt: '1970-01-01T00:00:01Z',
      raisedAt: '1970-01-01T00:00:05Z',
      clearedAt: null,
      provisional: true,
      title: 'Motor stall',
      detail: 'It said so. It looks so.',
      evidence: [
        { kind: 'device-alarm', at: '1970-01-01T00:00:02Z', observed: null, expected: null, weight: 1, text: 'It said so.' },
        { kind: 'estimate', at: '1970-01-01T00:00:03Z', observed: null, expected: null, weight: 1, text: 'It looks so.' },
      ],
      recommendedAction: 'Contact the patient, interrogate the pump, and prepare for withdrawal.',
      suppressedBy: [],
      version: 1,
      history: [{ version: 1, change: 'raised', at: '1970-01-01T00:00:05Z', by: null }],
    });
  });

  it('is suppressed until its window ends, by the time of the decision, or until it was told', () => {
    const hidden = factsAfter(null, change('raised', { ...stall, suppressedUntil: 5001 }));
    expect(raised(hidden).view.suppressedBy).toEqual([{ reason: 'mri-window', detail: 'Inside an MRI window until 1970-01-01T00:00:05.001Z.' }]);
    expect(withChange(null, 'raised', hidden, by(5001)).view.suppressedBy).toEqual([]);
    expect(raised({ ...hidden, lifted: true }).view.suppressedBy).toEqual([]);
  });
});

describe('a change', () => {
  it('raises the version, is added to the history, and keeps when it was raised', () => {
    const { view } = withChange(raised(), 'cleared', { ...active, cause: 'discharged' }, by(9000));
    expect(view).toMatchObject({ version: 2, condition: 'inactive', raisedAt: '1970-01-01T00:00:05Z', clearedAt: '1970-01-01T00:00:09Z' });
    expect(view.history.map(h => `${h.version} ${h.change} ${h.at}`)).toEqual(['1 raised 1970-01-01T00:00:05Z', '2 cleared 1970-01-01T00:00:09Z']);
  });

  it('never stands before the one before it, though the log’s times may go back', () => {
    expect(withChange(raised(), 'updated', active, by(4000)).view.history.map(h => h.at)).toEqual(['1970-01-01T00:00:05Z', '1970-01-01T00:00:05Z']);
  });

  it('keeps when it was cleared as long as it stays so', () => {
    const ended = withChange(raised(), 'cleared', { ...active, withdrawn: true }, by(9000));
    const later = withChange(ended, 'updated', { ...active, explanted: true }, by(9999));
    expect(later.view.clearedAt).toBe('1970-01-01T00:00:09Z');
    expect(withChange(later, 'raised', active, by(10_000)).view.clearedAt).toBeNull();
  });

  it('follows the pump to another clinic, and stays where it was when the pump has none', () => {
    expect(withChange(raised(), 'updated', active, by(1, 'south')).view.clinicId).toBe('south');
    expect(withChange(raised(), 'updated', active, by(1, null)).view.clinicId).toBe('north');
  });

  it('of no more urgency leaves acknowledgement and shelve', () => {
    const { view } = withChange(seen(raised()), 'updated', { ...active, episode: { ...stall, priority: 'low' } }, by(9000));
    expect([view.acknowledged?.by, view.shelved?.by]).toEqual(['nurse', 'nurse']);
  });

  it('to a higher priority ends acknowledgement and shelve', () => {
    const { view } = withChange(seen(raised()), 'updated', { ...active, episode: { ...stall, priority: 'high' } }, by(9000));
    expect([view.acknowledged, view.shelved, view.priority]).toEqual([null, null, 'high']);
  });

  it('from suspected to confirmed ends them too, once', () => {
    const found: AlertFacts = { ...active, episode: { ...stall, evidence: [evidenceOf('examination', 0, 'Occluded.')] } };
    const confirmed = withChange(seen(raised()), 'updated', found, by(9000));
    expect(confirmed.view.acknowledged).toBeNull();
    expect(withChange(seen(confirmed), 'updated', found, by(9999)).view.acknowledged?.by).toBe('nurse');
  });
});

describe('the condition', () => {
  const of = (over: Partial<AlertFacts>): string => raised({ ...active, ...over }).view.condition;
  const kind = (name: Episode['kind'], cause: AlertFacts['cause']): string => of({ episode: { ...stall, kind: name }, cause });

  it('follows the cause: active, then latched where the kind latches, else inactive', () => {
    expect([kind('motor-stall', 'active'), kind('motor-stall', 'ended')]).toEqual(['active', 'latched']);
    expect([kind('low-reservoir', 'active'), kind('low-reservoir', 'ended')]).toEqual(['active', 'inactive']);
    expect([kind('volume-discrepancy', 'active'), kind('volume-discrepancy', 'ended')]).toEqual(['latched', 'latched']);
  });

  it('is inactive once discharged, withdrawn, explanted or reset', () => {
    expect([of({ cause: 'discharged' }), of({ withdrawn: true }), of({ explanted: true }), of({ cause: 'ended', reset: true })]).toEqual(new Array(4).fill('inactive'));
  });
});

describe('a name for the change', () => {
  const ended: AlertFacts = { ...active, cause: 'ended' };
  const gone: AlertFacts = { ...active, cause: 'discharged' };

  it.each([
    ['raised', null, active],
    ['updated', active, ended],
    ['cleared', active, gone],
    ['cleared', ended, gone],
    ['raised', gone, active],
    ['updated', gone, { ...gone, explanted: true }],
    ['withdrawn', active, { ...active, withdrawn: true }],
    ['updated', { ...active, withdrawn: true }, { ...ended, withdrawn: true }],
    ['raised', { ...active, withdrawn: true }, ended],
  ] as const)('is %s', (name, former, next) => {
    expect(changeBetween(former, next)).toBe(name);
  });
});

describe('an alert is open', () => {
  const open = (over: Partial<AlertFacts>, acknowledged = false): boolean => {
    const record = raised({ ...active, ...over });
    return isOpen(acknowledged ? seen(record) : record);
  };

  it('while it is not inactive, acknowledged or not', () => {
    expect([open({}), open({}, true), open({ cause: 'ended' }, true)]).toEqual([true, true, true]);
  });

  it('and afterwards until somebody acknowledges it, which a reset does too', () => {
    expect([open({ cause: 'discharged' }), open({ cause: 'discharged' }, true), open({ cause: 'ended', reset: true })]).toEqual([true, false, false]);
  });

  it('never once withdrawn or explanted', () => {
    expect([open({ withdrawn: true }), open({ explanted: true })]).toEqual([false, false]);
  });
});

describe('facts after a transition', () => {
  it('keep what people did', () => {
    const former = { ...active, reset: true, lifted: true, withdrawn: true };
    expect(factsAfter(former, change('updated'))).toEqual({ ...active, reset: true, lifted: true });
    expect(['raised', 'updated', 'ended', 'discharged'].map(what => factsAfter(null, change(what as AlertTransition['change'])).cause)).toEqual(['active', 'active', 'ended', 'discharged']);
  });

  it('are compared member by member', () => {
    expect(sameFacts(active, factsAfter(active, change('updated')))).toBe(true);
    expect(sameFacts(active, factsAfter(active, change('updated', { ...stall, onsetAt: 1 })))).toBe(false);
  });
});

describe('the title of a device fault', () => {
  it('names its alarm', () => {
    expect(raised({ ...active, episode: { ...stall, kind: 'device-fault', alarm: 'over-pressure' } }).view.title).toBe('Device fault: over-pressure');
  });
});
