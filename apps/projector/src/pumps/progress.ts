import type { EpochMs, PumpEvent } from '@cisterna/contract';
import {
  decideCalendar,
  foldHistory,
  refoldPlace,
  type AlertRules,
  type AlertTransition,
  type Calendar,
  type FoldResult,
  type Occasion,
  type PumpState,
} from '@cisterna/domain';
import { streamTime, type ServiceTime } from './service-time.ts';

/** A pump on its way through a batch. */
export interface Progress {
  readonly state: PumpState;
  readonly calendar: Calendar;
  /** When the clock alone will next decide something, silence aside: that is told from the receipts. */
  readonly dueAt: EpochMs | null;
  readonly silenceDueAt: EpochMs | null;
  readonly transitions: readonly AlertTransition[];
  readonly reconciliations: FoldResult['reconciliations'];
  readonly snapshots: FoldResult['snapshots'];
  /** By which the pump's clinic decides. */
  readonly rules: AlertRules;
}

/** Folds on; nothing is asked of the calendar yet. */
export const advance = (progress: Progress, events: readonly PumpEvent[]): Progress => {
  if (events.length === 0) return progress;
  const result = foldHistory(progress.state, progress.state.pumpId, events, progress.rules);
  return {
    ...progress,
    state: result.state,
    transitions: [...progress.transitions, ...result.transitions],
    reconciliations: [...progress.reconciliations, ...result.reconciliations],
    snapshots: [...progress.snapshots, ...result.snapshots],
  };
};

/** Asks the calendar what the events between two states, and the clock, mean for it. */
export const judged = (
  before: Progress,
  after: Progress,
  { now, readThrough, outages }: ServiceTime,
  events: Pick<Occasion, 'fresh' | 'refolded'>,
): Progress => {
  const decided = after.transitions.slice(before.transitions.length);
  const occasion = { now, readThrough, outages, former: before.state, decided, rules: before.rules, ...events };
  const { transitions, ...rest } = decideCalendar(after.state, before.calendar, occasion);
  return { ...after, ...rest, transitions: transitions.length === 0 ? after.transitions : [...after.transitions, ...transitions] };
};

/** Folds on and asks the calendar. */
export const advanceTo = (progress: Progress, events: readonly PumpEvent[], time: ServiceTime): Progress =>
  judged(progress, advance(progress, events), time, { fresh: events, refolded: false });

/** Events after which what was due before can't be told any more. */
const endsFill = (event: PumpEvent): boolean => event.type === 'reservoir.refilled.v1' || event.type === 'pump.explanted.v1';

/** Events from which a deadline runs that may end within the batch: an MRI window. */
const bringsDeadline = (event: PumpEvent): boolean => event.type === 'annotation.recorded.v1' && event.data.kind === 'mri';

/** A void, a registration or the end of an older boot changes what was folded before it: then only a fold of all at once is right. */
const actsBackwards = (state: PumpState, events: readonly PumpEvent[]): boolean => events.some(event => refoldPlace(state, event) !== null);

/**
 * On the stream clock a long batch must decide as if its events had come one by one: what fell due before an event is told before it.
 */
export const advanceByClock = (start: Progress, events: readonly PumpEvent[], time: ServiceTime): Progress => {
  let progress = start;
  let done = 0;
  let clock = time.before;
  let due = start.dueAt ?? Infinity;
  let i = 0;
  for (const event of events) {
    clock = Math.max(clock, event.receivedAt);
    if (endsFill(event) || due <= clock) {
      progress = advanceTo(progress, events.slice(done, i), streamTime(clock, clock));
      if (actsBackwards(progress.state, events.slice(i))) return advanceTo(start, events, time);
      done = i;
      due = progress.dueAt ?? Infinity;
    }
    if (bringsDeadline(event)) due = -Infinity;
    i += 1;
  }
  return advanceTo(progress, events.slice(done), time);
};
