import { formatTime, parseTime, type AlertChange, type AlertView, type EpochMs } from '@cisterna/contract';
import { defaultAlertRules, priorityBy, type AlertRules } from './alert-rules.ts';
import { alertRules, isHigher, type Priority } from './alert-kinds.ts';
import type { AlertTransition, Episode, Evidence } from './episode.ts';
import { suppressedByMaintenance, type Maintenance } from './maintenance.ts';
import { suppressedWithShelf } from './shelf.ts';

/** What is known of an alert apart from what it shows: the fold's part and the people's part, from which its condition follows. */
export interface AlertFacts {
  readonly episode: Episode;
  readonly cause: 'active' | 'ended' | 'discharged';
  /** The complete data don't support it (any more). */
  readonly withdrawn: boolean;
  readonly explanted: boolean;
  /** A person ended it while latched. */
  readonly reset: boolean;
  /** Its suppression is over and it has been told. */
  readonly lifted: boolean;
  /** Its pump is being maintained: it notifies nobody meanwhile. */
  readonly maintenance?: Maintenance;
}

/** An alert as stored: facts, and the view that subscribers and readers get. */
export interface AlertRecord {
  readonly facts: AlertFacts;
  readonly view: AlertView;
}

/** One change of one alert, ready to be stored and told. */
export interface AlertStep {
  readonly change: AlertChange;
  readonly record: AlertRecord;
}

/** Who decides, and when, by the service's clock. */
export interface Decision {
  readonly at: EpochMs;
  /** Null where the pump is not registered (any more): the alert stays with its clinic. */
  readonly clinicId: string | null;
  /** By which the clinic decides; left out: the default. */
  readonly rules?: AlertRules | undefined;
}

const conditionOf = ({ episode, cause, withdrawn, explanted, reset }: AlertFacts): AlertView['condition'] => {
  if (withdrawn || explanted || reset || cause === 'discharged') return 'inactive';
  const { latched, instant } = alertRules[episode.kind];
  if (cause === 'active') return instant === true ? 'latched' : 'active';
  return latched ? 'latched' : 'inactive';
};

const wireEvidence = (e: Evidence) => ({ ...e, at: formatTime(e.at) });

const duplicates = ({ episode, cause }: AlertFacts): AlertView['suppressedBy'] =>
  episode.duplicateOf === undefined || cause !== 'active' ? [] : [{ reason: 'duplicate', detail: `The alert ${episode.duplicateOf} is open and says the same.` }];

const insideWindow = ({ episode, lifted }: AlertFacts, now: EpochMs): AlertView['suppressedBy'] =>
  episode.suppressedUntil === null || lifted || now >= episode.suppressedUntil
    ? []
    : [{ reason: 'mri-window', detail: `Inside an MRI window until ${formatTime(episode.suppressedUntil)}.` }];

const titleOf = ({ kind, alarm }: Episode): string => (kind === 'device-fault' && alarm !== undefined ? `Device fault: ${alarm}` : alertRules[kind].title);

/** The parts of the view that follow from the facts. */
const shown = (facts: AlertFacts, decision: Decision) => ({
  kind: facts.episode.kind,
  priority: priorityBy(decision.rules ?? defaultAlertRules, facts.episode),
  condition: conditionOf(facts),
  onsetAt: formatTime(facts.episode.onsetAt),
  provisional: facts.episode.provisional,
  title: titleOf(facts.episode),
  detail: facts.episode.evidence.map(e => e.text).join(' '),
  evidence: facts.episode.evidence.map(wireEvidence),
  recommendedAction: alertRules[facts.episode.kind].recommendedAction,
  suppressedBy: [...insideWindow(facts, decision.at), ...duplicates(facts), ...suppressedByMaintenance(facts)],
});

const first = (facts: AlertFacts, pumpId: string, decision: Decision): AlertView => ({
  id: facts.episode.id,
  pumpId,
  clinicId: decision.clinicId ?? '',
  ...shown(facts, decision),
  acknowledged: null,
  shelved: null,
  raisedAt: formatTime(decision.at),
  clearedAt: null,
  version: 0,
  history: [],
});

/** An examination found the defect, which was a mere suspicion before. */
const isConfirmed = ({ episode }: AlertFacts): boolean => episode.evidence.some(e => e.kind === 'examination');

/** What has become worse must be seen again: a higher priority, a suspicion confirmed, and what a reset did not end, end acknowledgement and shelve. */
const hasRisen = (former: AlertRecord | null, facts: AlertFacts, priority: Priority): boolean =>
  former !== null &&
  (isHigher(priority, former.view.priority) ||
    (isConfirmed(facts) && !isConfirmed(former.facts)) ||
    (former.facts.reset && !facts.reset));

/** A history never goes back, though receipts may. */
export const lastChangeAt = ({ history }: AlertView): EpochMs => parseTime(history.at(-1)?.at ?? '') ?? -Infinity;

const unseen = { acknowledged: null, shelved: null };

/** The alert after a change, its version raised by one and the change in its history. */
export const withChange = (former: AlertRecord | null, change: AlertChange, facts: AlertFacts, context: Decision & { pumpId: string }): AlertRecord => {
  const base = former?.view ?? first(facts, context.pumpId, context);
  const at = formatTime(Math.max(context.at, lastChangeAt(base)));
  const version = base.version + 1;
  const parts = shown(facts, context);
  const clearedAt = parts.condition === 'inactive' ? (base.condition === 'inactive' ? base.clearedAt : at) : null;
  const clinicId = context.clinicId ?? base.clinicId;
  const history = [...base.history, { version, change, at, by: null }];
  const seen = hasRisen(former, facts, parts.priority) ? unseen : {};
  const view = { ...base, ...parts, ...seen, clinicId, clearedAt, version, history };
  return { facts, view: { ...view, suppressedBy: suppressedWithShelf(view, context.at) } };
};

/** The facts after one transition of the fold. */
export const factsAfter = (former: AlertFacts | null, { change, episode }: AlertTransition): AlertFacts => {
  const base: AlertFacts = former ?? { episode, cause: 'active', withdrawn: false, explanted: false, reset: false, lifted: false };
  if (change === 'withdrawn') return { ...base, episode, withdrawn: true };
  const cause = change === 'ended' || change === 'discharged' ? change : 'active';
  return { ...base, episode, cause, withdrawn: false };
};

/** How subscribers hear of new facts: by what became of the condition. */
export const changeBetween = (former: AlertFacts | null, next: AlertFacts): AlertChange => {
  if (former === null) return 'raised';
  if (next.withdrawn) return former.withdrawn ? 'updated' : 'withdrawn';
  const [was, is] = [conditionOf(former), conditionOf(next)];
  if (was === 'inactive' && is !== 'inactive') return 'raised';
  return is === 'inactive' && was !== 'inactive' ? 'cleared' : 'updated';
};

/** Whether two states of an alert say the same. Facts are plain data with members in one order. */
export const sameFacts = (a: AlertFacts, b: AlertFacts): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Open: not inactive, or inactive and acknowledged by nobody; never once withdrawn, explanted, or reset. */
export const isOpen = ({ facts, view }: AlertRecord): boolean => {
  if (facts.withdrawn || facts.explanted) return false;
  return conditionOf(facts) !== 'inactive' || (view.acknowledged === null && !facts.reset);
};
