import { active, by, change, raised, seen, stall } from '../testing/alerts.ts';
import { factsAfter, withChange, type AlertFacts } from './alert.ts';
import { evidenceOf } from './episode.ts';

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
        {
          kind: 'device-alarm',
          at: '1970-01-01T00:00:02Z',
          observed: null,
          expected: null,
          weight: 1,
          text: 'It said so.',
        },
        {
          kind: 'estimate',
          at: '1970-01-01T00:00:03Z',
          observed: null,
          expected: null,
          weight: 1,
          text: 'It looks so.',
        },
      ],
      recommendedAction: 'Contact the patient, interrogate the pump, and prepare for withdrawal.',
      suppressedBy: [],
      version: 1,
      history: [{ version: 1, change: 'raised', at: '1970-01-01T00:00:05Z', by: null }],
    });
  });

  it('is suppressed until its window ends, by the time of the decision, or until it was told', () => {
    const hidden = factsAfter(null, change('raised', { ...stall, suppressedUntil: 5001 }));
    expect(raised(hidden).view.suppressedBy).toEqual([
      { reason: 'mri-window', detail: 'Inside an MRI window until 1970-01-01T00:00:05.001Z.' },
    ]);
    expect(withChange(null, 'raised', hidden, by(5001)).view.suppressedBy).toEqual([]);
    expect(raised({ ...hidden, lifted: true }).view.suppressedBy).toEqual([]);
  });
});

describe('a change', () => {
  it('raises the version, is added to the history, and keeps when it was raised', () => {
    const { view } = withChange(raised(), 'cleared', { ...active, cause: 'discharged' }, by(9000));
    expect(view).toMatchObject({
      version: 2,
      condition: 'inactive',
      raisedAt: '1970-01-01T00:00:05Z',
      clearedAt: '1970-01-01T00:00:09Z',
    });
    expect(view.history.map(h => `${h.version} ${h.change} ${h.at}`)).toEqual([
      '1 raised 1970-01-01T00:00:05Z',
      '2 cleared 1970-01-01T00:00:09Z',
    ]);
  });

  it('never stands before the one before it, though the log’s times may go back', () => {
    expect(withChange(raised(), 'updated', active, by(4000)).view.history.map(h => h.at)).toEqual([
      '1970-01-01T00:00:05Z',
      '1970-01-01T00:00:05Z',
    ]);
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
    const { view } = withChange(
      seen(raised()),
      'updated',
      { ...active, episode: { ...stall, priority: 'low' } },
      by(9000),
    );
    expect([view.acknowledged?.by, view.shelved?.by]).toEqual(['nurse', 'nurse']);
  });

  it('to a higher priority ends acknowledgement and shelve', () => {
    const { view } = withChange(
      seen(raised()),
      'updated',
      { ...active, episode: { ...stall, priority: 'high' } },
      by(9000),
    );
    expect([view.acknowledged, view.shelved, view.priority]).toEqual([null, null, 'high']);
  });

  it('from suspected to confirmed ends them too, once', () => {
    const found: AlertFacts = {
      ...active,
      episode: { ...stall, evidence: [evidenceOf('examination', 0, 'Occluded.')] },
    };
    const confirmed = withChange(seen(raised()), 'updated', found, by(9000));
    expect(confirmed.view.acknowledged).toBeNull();
    expect(withChange(seen(confirmed), 'updated', found, by(9999)).view.acknowledged?.by).toBe('nurse');
  });
});

describe('the title of a device fault', () => {
  it('names its alarm', () => {
    expect(raised({ ...active, episode: { ...stall, kind: 'device-fault', alarm: 'over-pressure' } }).view.title).toBe(
      'Device fault: over-pressure',
    );
  });
});
