import { parseTime, type AlertChange, type AlertPriority, type AlertSuppression, type AlertView, type EpochMs } from '@cisterna/contract';
import { sentNow, type DecideMail, type Fate, type MailContext, type UndispatchedChange } from '@cisterna/read-model';

/** More e-mails than this to one subscriber about one clinic in 10 minutes become one summary; the number of a flood in EEMUA 191. */
export const mostInTenMinutes = 10;

const longAgoMs = 86_400_000;
/** As long as a digest may be held back. */
const sameTellingMs = 3_600_000;

const rank: Readonly<Record<AlertPriority, number>> = { low: 0, medium: 1, high: 2 };

/** An alert, and what changed it. */
interface Told {
  readonly change: UndispatchedChange;
  readonly view: AlertView;
  readonly context: MailContext;
}

const suppressed = (reason: string, suppressedBy?: AlertSuppression['reason']): Fate => ({
  status: 'suppressed',
  reason,
  ...(suppressedBy === undefined ? {} : { suppressedBy }),
});
const digest = (reason: string): Fate => ({ status: 'summarised', summary: 'digest', reason });

const hasRisen = (view: AlertView, former: AlertView): boolean => rank[view.priority] > rank[former.priority];

/** Whether an update is worth attention: a higher priority, an acknowledgement that no longer counts, a suppression that is over where nobody has acknowledged. */
const isWorse = (view: AlertView, former: AlertView): boolean =>
  hasRisen(view, former) ||
  (former.acknowledged !== null && view.acknowledged === null) ||
  (former.suppressedBy.length > 0 && view.suppressedBy.length === 0 && view.acknowledged === null);

type Silence = (told: Told) => string | null;

const acted: Silence = () => 'Somebody acted on the alert: no news for those who were told.';
const ended: Silence = ({ context }) =>
  context.told ? null : 'No e-mail told of the alert, so none tells of its end.';
const seen: Silence = ({ view }) => (view.acknowledged === null ? null : 'Somebody has acknowledged the alert.');
const back: Silence = told => (told.view.condition === 'inactive' ? 'The alert is over.' : seen(told));
const updated: Silence = ({ view, context: { former } }) => {
  if (view.condition === 'inactive') return 'The alert is over.';
  return former === null || isWorse(view, former) ? null : 'Nothing has become worse.';
};

/** Why a change by itself is no news; null: it is. */
const noNews: Readonly<Record<AlertChange, Silence>> = {
  raised: seen,
  updated,
  acknowledged: acted,
  shelved: acted,
  unshelved: back,
  reset: ended,
  cleared: ended,
  withdrawn: ended,
};

const ends: ReadonlySet<string> = new Set(['cleared', 'reset', 'withdrawn']);

const isLongBefore = (time: string, at: EpochMs): boolean => at - (parseTime(time) ?? at) > longAgoMs;

/** When the newest of the observations behind an alert was made; empty where there is none. */
const lastObservedAt = ({ evidence }: AlertView): string =>
  evidence.reduce((last, { at }) => (at > last ? at : last), '');

/** What becomes of an alert soon after it was told too late belongs to the same past. */
const isOfSameTelling = ({ change, view }: Told): boolean =>
  isLongBefore(view.onsetAt, parseTime(view.raisedAt) ?? change.at) &&
  change.at - (parseTime(view.raisedAt) ?? change.at) <= sameTellingMs;

const updatedTooLate = (told: Told): string | null => {
  const { change, view, context } = told;
  if (context.former !== null && hasRisen(view, context.former))
    return isLongBefore(lastObservedAt(view), change.at) ? 'It became worse over 24 h before.' : null;
  return isOfSameTelling(told) ? 'The alert began over 24 h before it was first told.' : null;
};

/** What comes too late for somebody to act at once. */
const tooLate = (told: Told): string | null => {
  const { change, view, context } = told;
  if (context.isOver) return 'The alert was over when this was decided.';
  if (change.change === 'raised')
    return isLongBefore(view.onsetAt, change.at) ? 'The alert began over 24 h before.' : null;
  return change.change === 'updated' ? updatedTooLate(told) : null;
};

const held = ({ change, context }: Told, afterSeconds: number): Fate => {
  const own = change.at + afterSeconds * 1000;
  return {
    status: 'held',
    reason: `Escalates after ${afterSeconds} s unless somebody acknowledges the alert.`,
    timerAt: Math.min(own, context.heldUntil ?? own),
  };
};

const sent = ({ view, context: { recent, quiet } }: Told): Fate => {
  if (quiet !== null && view.priority !== 'high')
    return { status: 'summarised', summary: 'quiet-hours', reason: quiet, suppressedBy: 'quiet-hours' };
  return recent < mostInTenMinutes
    ? sentNow
    : {
        status: 'summarised',
        summary: 'flood',
        reason: `Over ${mostInTenMinutes} e-mails in 10 minutes: told in one summary.`,
      };
};

/**
 * Whether a change of an alert deserves an e-mail to a subscriber, with the reason where it does not. A subscription that escalates hears only of
 * what nobody acknowledged in time, and from then on as others do. In quiet hours only high priority is told by itself.
 */
export const judgeMail: DecideMail = ({ escalateAfterSeconds }, change, context) => {
  const view = JSON.parse(change.doc) as AlertView;
  const told: Told = { change, view, context };
  const [first] = view.suppressedBy;
  if (first !== undefined) return suppressed(`Suppressed (${first.reason}): ${first.detail}`, first.reason);
  const silence = noNews[change.change](told);
  if (silence !== null) return suppressed(silence);
  if (ends.has(change.change)) return sent(told);
  const late = tooLate(told);
  if (late !== null) return digest(late);
  if (escalateAfterSeconds !== null && !context.told) return held(told, escalateAfterSeconds);
  return sent(told);
};
