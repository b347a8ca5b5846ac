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

/** From when on a refill is due with which priority, seen from `refillBy`: at that moment itself it is not past yet. */
const steps: readonly { readonly after: number; readonly priority: Priority }[] = [
  { after: -7 * day, priority: 'low' },
  { after: -3 * day, priority: 'medium' },
  { after: 1, priority: 'high' },
];

/** 0000-01-01T00:00:00Z: an earlier time can't be written. */
const firstWritable = -62_167_219_200_000;

const dueTime = ({ refillBy }: Due, after: number): EpochMs => Math.max(firstWritable, refillBy + after);

const step = (episode: Episode, change: AlertTransition['change'], at: EpochMs, receivedAt: EpochMs): AlertTransition => ({ change, episode, at, receivedAt });

/** No date was known before its fill, and none of a pump before its registration came. */
const knownSince = ({ reservoir, connectivity }: PumpState): EpochMs => Math.max(reservoir.fill?.at ?? -Infinity, connectivity.registeredAt ?? -Infinity);

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

/** Pumps that nobody registered, and those explanted, have no alerts. */
const mayAlert = ({ registration, explantedAt }: PumpState): boolean => registration !== null && explantedAt === null;

const dueOf = (state: PumpState): Due | null => {
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
  const since = knownSince(state);
  for (const { after, priority } of steps) {
    const at = dueTime(due, after);
    if (at > now) break;
    if (current !== null && !isHigher(priority, current.priority)) continue;
    const change = current === null ? 'raised' : 'updated';
    current = { ...(current ?? openingOf(state, fill, at)), priority, evidence: evidence(due, at) };
    transitions.push(step(current, change, at, Math.min(now, Math.max(at, since))));
  }
  return transitions;
};

const fillOf = (state: PumpState): EventOrder | null => state.reservoir.fill?.order ?? null;

/** A refill ends the alert of the fill before; so does an explantation. A date that is merely not known for now does not. */
const endOfFormer = (state: PumpState, calendar: Calendar, now: EpochMs): AlertTransition[] => {
  if (calendar.refillDue === null) return [];
  if (sameFill(calendar.refillDueFor, fillOf(state)) && mayAlert(state)) return [];
  const heardAt = Math.min(now, state.connectivity.lastReceivedAt ?? now);
  return [step(calendar.refillDue, 'ended', state.explantedAt ?? state.reservoir.fill?.at ?? now, heardAt)];
};

const nextStep = (due: Due | null, now: EpochMs): EpochMs | null => {
  if (due === null) return null;
  const times = steps.map(({ after }) => dueTime(due, after)).filter(at => at > now);
  return times.length === 0 ? null : Math.min(...times);
};

const suppressedStall = (state: PumpState): Episode | undefined => state.alerts.open.find(e => e.kind === 'motor-stall' && e.suppressedUntil !== null);

const earliest = (...times: (EpochMs | null)[]): EpochMs | null => {
  const known = times.filter(t => t !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** The stall whose suppression has ended at `now`, or what is to be waited for: also once more, where the window became longer after its end. */
const liftOf = (state: PumpState, { lifted }: Calendar, now: EpochMs): { readonly lifted: string | null; readonly waitFor: EpochMs | null } => {
  const stall = suppressedStall(state);
  const until = stall?.suppressedUntil ?? null;
  if (stall === undefined || until === null) return { lifted, waitFor: null };
  return until <= now ? { lifted: stall.id, waitFor: null } : { lifted: lifted === stall.id ? null : lifted, waitFor: until };
};

/**
 * `refill-due` of the fill, and the end of a stall's suppression, as the clock stands at `now`. Idempotent: asked again with its own
 * calendar and the same time it decides nothing. Steps that were passed over are told with their own due times.
 */
export const decideCalendar = (state: PumpState, calendar: Calendar, now: EpochMs): CalendarDecision => {
  const due = dueOf(state);
  const ended = endOfFormer(state, calendar, now);
  const open = ended.length > 0 ? null : calendar.refillDue;
  const raised = due === null || !mayAlert(state) ? [] : raiseSteps(state, open, due, now);
  const refillDue = raised.at(-1)?.episode ?? open;
  const { lifted, waitFor } = liftOf(state, calendar, now);
  return {
    calendar: { ...calendar, refillDue, refillDueFor: refillDue === null ? null : fillOf(state), lifted },
    transitions: [...ended, ...raised],
    dueAt: earliest(nextStep(due, now), waitFor),
  };
};
