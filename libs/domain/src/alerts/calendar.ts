import { compareOrder, formatTime, type EpochMs, type EventOrder } from '@cisterna/contract';
import type { PumpState } from '../pump/pump-state.ts';
import { refillOutlook } from '../pump/refill-outlook.ts';
import { isHigher, type Priority } from './alert-kinds.ts';
import { episodeId, evidenceOf, type AlertTransition, type Episode } from './episode.ts';

/** What the clock, and not an event, has decided for a pump. Kept beside the fold, since it is no function of the events. */
export interface Calendar {
  readonly refillDue: Episode | null;
  /** The fill that the alert speaks of. */
  readonly refillDueFor: EventOrder | null;
  readonly rejected: Episode | null;
  /** The stall whose MRI window is over and that has been told since. */
  readonly lifted: string | null;
}

export const emptyCalendar: Calendar = { refillDue: null, refillDueFor: null, rejected: null, lifted: null };

export interface CalendarDecision {
  readonly calendar: Calendar;
  readonly transitions: readonly AlertTransition[];
  /** When the clock alone will next change something; null: never. */
  readonly dueAt: EpochMs | null;
}

const day = 86_400_000;

/** From when on a refill is due with which priority, before `refillBy`. */
const steps: readonly { readonly before: number; readonly priority: Priority }[] = [
  { before: 7 * day, priority: 'low' },
  { before: 3 * day, priority: 'medium' },
  { before: 0, priority: 'high' },
];

const step = (episode: Episode, change: AlertTransition['change'], at: EpochMs): AlertTransition => ({ change, episode, at, receivedAt: at });

const sameFill = (a: EventOrder | null, b: EventOrder | null): boolean => (a === null || b === null ? a === b : compareOrder(a, b) === 0);

const openingOf = (state: PumpState, fill: EventOrder | null, at: EpochMs): Omit<Episode, 'priority' | 'evidence'> => ({
  id: episodeId(state.pumpId, 'refill-due', fill),
  kind: 'refill-due',
  opened: null,
  onsetAt: at,
  provisional: state.completeness.broken,
  suppressedUntil: null,
});

interface Due {
  readonly refillBy: EpochMs;
  readonly because: string;
}

const dueOf = (state: PumpState): Due | null => {
  if (state.registration === null || state.explantedAt !== null) return null;
  const { refillBy, because } = refillOutlook(state);
  return refillBy === null || because === null ? null : { refillBy, because };
};

const evidence = ({ refillBy, because }: Due, at: EpochMs): Episode['evidence'] => [
  evidenceOf(because, at, `Refill by ${formatTime(refillBy)} (${because}).`),
];

const raiseSteps = (state: PumpState, open: Episode | null, due: Due, now: EpochMs): AlertTransition[] => {
  const fill = fillOf(state);
  const transitions: AlertTransition[] = [];
  let current = open;
  for (const { before, priority } of steps) {
    const at = due.refillBy - before;
    if (at > now) break;
    if (current !== null && !isHigher(priority, current.priority)) continue;
    const change = current === null ? 'raised' : 'updated';
    current = { ...(current ?? openingOf(state, fill, at)), priority, evidence: evidence(due, at) };
    transitions.push(step(current, change, at));
  }
  return transitions;
};

const fillOf = (state: PumpState): EventOrder | null => state.reservoir.fill?.order ?? null;

/** A refill ends the alert of the fill before; so does an explantation. A date that is merely not known for now does not. */
const endOfFormer = (state: PumpState, calendar: Calendar, now: EpochMs): AlertTransition[] => {
  if (calendar.refillDue === null) return [];
  const lasts = sameFill(calendar.refillDueFor, fillOf(state)) && state.explantedAt === null;
  return lasts ? [] : [{ ...step(calendar.refillDue, 'ended', now), at: state.reservoir.fill?.at ?? now }];
};

const nextStep = (due: Due | null, now: EpochMs): EpochMs | null => {
  if (due === null) return null;
  const times = steps.map(({ before }) => due.refillBy - before).filter(at => at > now);
  return times.length === 0 ? null : Math.min(...times);
};

const stallDue = (state: PumpState, calendar: Calendar): Episode | null =>
  state.alerts.open.find(e => e.kind === 'motor-stall' && e.suppressedUntil !== null && calendar.lifted !== e.id) ?? null;

const earliest = (...times: (EpochMs | null)[]): EpochMs | null => {
  const known = times.filter(t => t !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** The stall whose suppression has ended at `now`, or what is to be waited for. */
const liftOf = (state: PumpState, calendar: Calendar, now: EpochMs): { readonly lifted: string | null; readonly waitFor: EpochMs | null } => {
  const stall = stallDue(state, calendar);
  const until = stall?.suppressedUntil ?? null;
  if (stall === null || until === null) return { lifted: calendar.lifted, waitFor: null };
  return until <= now ? { lifted: stall.id, waitFor: null } : { lifted: calendar.lifted, waitFor: until };
};

/**
 * `refill-due` of the fill, and the end of a stall's suppression, as the clock stands at `now`. Idempotent: asked again with its own
 * calendar and the same time it decides nothing. Steps that were passed over are told with their own due times.
 */
export const decideCalendar = (state: PumpState, calendar: Calendar, now: EpochMs): CalendarDecision => {
  const due = dueOf(state);
  const ended = endOfFormer(state, calendar, now);
  const open = ended.length > 0 ? null : calendar.refillDue;
  const raised = due === null ? [] : raiseSteps(state, open, due, now);
  const refillDue = raised.at(-1)?.episode ?? open;
  const { lifted, waitFor } = liftOf(state, calendar, now);
  return {
    calendar: { ...calendar, refillDue, refillDueFor: refillDue === null ? null : fillOf(state), lifted },
    transitions: [...ended, ...raised],
    dueAt: earliest(nextStep(due, now), waitFor),
  };
};
