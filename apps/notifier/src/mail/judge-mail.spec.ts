import { formatTime, type AlertChange, type AlertView } from '@cisterna/contract';
import type { MailContext, StoredSubscription, UndispatchedChange } from '@cisterna/read-model';
import { judgeMail, mostInTenMinutes } from './judge-mail.ts';

const at = Date.UTC(2026, 0, 2);
const shelf = [{ reason: 'shelved', detail: 'until noon' }] as const;
const seen = { at: formatTime(at), by: 'nurse' };
const alert = {
  priority: 'medium',
  condition: 'active',
  acknowledged: null,
  onsetAt: formatTime(at),
  raisedAt: formatTime(at),
  evidence: [{ at: formatTime(at) }],
  suppressedBy: [],
};
const dayMs = 86_400_000;
const before = (ms: number): string => formatTime(at - ms);
const old = { onsetAt: before(90 * dayMs), evidence: [{ at: before(90 * dayMs) }] };
const former = alert as unknown as AlertView;
const context: MailContext = { former: null, isOver: false, told: false, heldUntil: null, recent: 0, quiet: null };

interface Case {
  readonly change?: AlertChange;
  readonly view?: Partial<Record<keyof AlertView, unknown>>;
  readonly context?: Partial<MailContext>;
  readonly escalateAfterSeconds?: number;
}

const judged = ({ change = 'raised', view = {}, escalateAfterSeconds, ...own }: Case) =>
  judgeMail(
    { escalateAfterSeconds: escalateAfterSeconds ?? null } as StoredSubscription,
    { change, at, doc: JSON.stringify({ ...alert, ...view }) } as UndispatchedChange,
    { ...context, ...own.context },
  );

describe('an e-mail about a change', () => {
  it.each<[string, Case]>([
    ['an alert that was raised', {}],
    ['a higher priority', { change: 'updated', view: { priority: 'high' }, context: { former } }],
    [
      'a suspicion confirmed, which ends acknowledgement',
      { change: 'updated', context: { former: { ...former, acknowledged: seen } } },
    ],
    ['a suppression that is over', { change: 'updated', context: { former: { ...former, suppressedBy: [...shelf] } } }],
    ['a return from the shelf', { change: 'unshelved', context: { former } }],
    [
      'the end of what was told',
      { change: 'cleared', view: { condition: 'inactive' }, context: { told: true, isOver: true } },
    ],
    [
      'a withdrawal of what was told',
      { change: 'withdrawn', view: { condition: 'inactive' }, context: { told: true, isOver: true } },
    ],
    [
      'a higher priority of what began long ago',
      { change: 'updated', view: { priority: 'high', onsetAt: formatTime(at - 9e8) }, context: { former } },
    ],
    [
      'a higher priority of what began and was told long ago, by a new observation',
      {
        change: 'updated',
        view: { ...old, priority: 'high', evidence: [...old.evidence, { at: before(dayMs) }] },
        context: { former },
      },
    ],
    [
      'a suppression that is over, of an alert that was told too late, but not just now',
      {
        change: 'updated',
        view: { ...old, raisedAt: before(3_601_000) },
        context: { former: { ...former, suppressedBy: [...shelf] } },
      },
    ],
    [
      'a suppression that is over, of an alert that was told in time long ago',
      {
        change: 'updated',
        view: { ...old, raisedAt: old.onsetAt },
        context: { former: { ...former, suppressedBy: [...shelf] } },
      },
    ],
    [
      'an escalated alert that becomes worse',
      { change: 'updated', view: { priority: 'high' }, context: { former, told: true }, escalateAfterSeconds: 60 },
    ],
  ])('is sent at once of %s', (_, given) => {
    expect(judged(given)).toEqual({ status: 'waiting', reason: null });
  });

  it.each<[string, Case, string]>([
    ['what is suppressed', { view: { suppressedBy: shelf } }, 'Suppressed (shelved): until noon'],
    ['an update without a rise', { change: 'updated', context: { former } }, 'Nothing has become worse.'],
    [
      'a lower priority',
      { change: 'updated', view: { priority: 'low' }, context: { former } },
      'Nothing has become worse.',
    ],
    ['an acknowledgement', { change: 'acknowledged' }, 'Somebody acted on the alert: no news for those who were told.'],
    ['a shelf', { change: 'shelved' }, 'Somebody acted on the alert: no news for those who were told.'],
    [
      'a shelf that ended by itself when the alert was closed',
      { change: 'unshelved', view: { condition: 'inactive' } },
      'The alert is over.',
    ],
    [
      'a shelf that ended on an acknowledged alert',
      { change: 'unshelved', view: { acknowledged: seen } },
      'Somebody has acknowledged the alert.',
    ],
    [
      'an alert that inherited its acknowledgement',
      { view: { acknowledged: seen } },
      'Somebody has acknowledged the alert.',
    ],
    [
      'the end of what nobody was told',
      { change: 'cleared', view: { condition: 'inactive' } },
      'No e-mail told of the alert, so none tells of its end.',
    ],
  ])('is not sent of %s', (_, given, reason) => {
    expect(judged(given)).toMatchObject({ status: 'suppressed', reason });
  });

  it.each<[string, Case, string]>([
    ['was over when it was decided', { context: { isOver: true } }, 'The alert was over when this was decided.'],
    ['began over 24 h before', { view: { onsetAt: formatTime(at - 86_400_001) } }, 'The alert began over 24 h before.'],
    [
      'became worse over 24 h before',
      {
        change: 'updated',
        view: { ...old, priority: 'high', evidence: [{ at: before(9 * dayMs) }, { at: before(dayMs + 1000) }] },
        context: { former },
      },
      'It became worse over 24 h before.',
    ],
    [
      'was told too late an hour ago, and its suppression is over',
      {
        change: 'updated',
        view: { ...old, raisedAt: before(3_600_000) },
        context: { former: { ...former, suppressedBy: [...shelf] } },
      },
      'The alert began over 24 h before it was first told.',
    ],
  ])('goes into a digest where the alert %s', (_, given, reason) => {
    expect(judged(given)).toEqual({ status: 'summarised', summary: 'digest', reason });
  });

  it('is sent by itself up to 24 h after the onset, and up to ten times in ten minutes', () => {
    expect(judged({ view: { onsetAt: formatTime(at - 86_400_000) } }).status).toBe('waiting');
    expect(judged({ context: { recent: mostInTenMinutes - 1 } }).status).toBe('waiting');
    expect(judged({ context: { recent: mostInTenMinutes } })).toMatchObject({ status: 'summarised', summary: 'flood' });
  });

  it('is held back in quiet hours, an end and what belongs to a flood too, but never high priority', () => {
    const quiet = 'Quiet hours.';
    const held = { status: 'summarised', summary: 'quiet-hours', reason: quiet, suppressedBy: 'quiet-hours' };
    expect(judged({ context: { quiet } })).toEqual(held);
    expect(judged({ context: { quiet, recent: mostInTenMinutes } })).toEqual(held);
    expect(judged({ change: 'cleared', view: { condition: 'inactive' }, context: { told: true, quiet } })).toEqual(held);
    expect(judged({ view: { priority: 'high' }, context: { quiet } })).toEqual({ status: 'waiting', reason: null });
    expect(judged({ view: { suppressedBy: shelf }, context: { quiet } })).toMatchObject({ suppressedBy: 'shelved' });
  });

  it('waits for an acknowledgement where it escalates, counted from what was told first', () => {
    expect(judged({ escalateAfterSeconds: 60 })).toMatchObject({ status: 'held', timerAt: at + 60_000 });
    const worse = { change: 'updated', view: { priority: 'high' }, escalateAfterSeconds: 60 } as const;
    expect(judged({ ...worse, context: { former, heldUntil: at + 5 } })).toMatchObject({
      status: 'held',
      timerAt: at + 5,
    });
  });
});
