import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { decideCalendar, foldHistory, refoldPlace, type AlertTransition, type Calendar, type FoldResult, type PumpState } from '@cisterna/domain';
import type { RefoldBase } from '../batch/refold.ts';
import { withBase, type PumpEntry } from './pump-entry.ts';
import type { ServiceTime } from './service-time.ts';

/** One pump after the new events of a batch, not yet written. */
export interface FoldedPump {
  readonly pumpId: string;
  readonly before: PumpEntry;
  readonly state: PumpState;
  readonly calendar: Calendar;
  readonly bases: readonly PumpState[];
  /** When the clock alone will next decide something. */
  readonly dueAt: EpochMs | null;
  readonly transitions: readonly AlertTransition[];
  readonly reconciliations: FoldResult['reconciliations'];
  readonly snapshots: FoldResult['snapshots'];
  /** Set where the fold went back: everything stored behind the base is replaced. */
  readonly refoldedFrom: { readonly base: PumpState | null } | null;
}

interface Progress {
  readonly state: PumpState;
  readonly calendar: Calendar;
  readonly transitions: readonly AlertTransition[];
  readonly reconciliations: FoldResult['reconciliations'];
  readonly snapshots: FoldResult['snapshots'];
}

const advance = (progress: Progress, events: readonly PumpEvent[]): Progress => {
  const result = foldHistory(progress.state, progress.state.pumpId, events);
  return {
    ...progress,
    state: result.state,
    transitions: [...progress.transitions, ...result.transitions],
    reconciliations: [...progress.reconciliations, ...result.reconciliations],
    snapshots: [...progress.snapshots, ...result.snapshots],
  };
};

const atClock = (progress: Progress, now: EpochMs): Progress => {
  const { calendar, transitions } = decideCalendar(progress.state, progress.calendar, now);
  return { ...progress, calendar, transitions: [...progress.transitions, ...transitions] };
};

/** Events after which what was due before can't be told any more. */
const endsFill = (event: PumpEvent): boolean => event.type === 'reservoir.refilled.v1' || event.type === 'pump.explanted.v1';

/** A void, a registration or the end of an older boot changes what was folded before it: then only a fold of all at once is right. */
const actsBackwards = (state: PumpState, events: readonly PumpEvent[]): boolean => events.some(event => refoldPlace(state, event) !== null);

/** On the stream clock a long batch must decide as if its events had come one by one: what fell due before a refill is told before it. */
const advanceByClock = (start: Progress, events: readonly PumpEvent[], from: EpochMs): Progress => {
  let progress = start;
  let done = 0;
  let clock = from;
  for (const [i, event] of events.entries()) {
    if (event.receivedAt > clock) clock = event.receivedAt;
    if (!endsFill(event)) continue;
    progress = atClock(advance(progress, events.slice(done, i)), clock);
    if (actsBackwards(progress.state, events.slice(i))) return advance(start, events);
    done = i;
  }
  return advance(progress, events.slice(done));
};

const plain = (entry: PumpEntry, events: readonly PumpEvent[], time: ServiceTime): Progress => {
  const start: Progress = { state: entry.state, calendar: entry.calendar, transitions: [], reconciliations: [], snapshots: [] };
  const byClock = time.kind === 'stream' && events.some(endsFill);
  return byClock ? advanceByClock(start, events, time.before) : advance(start, events);
};

const refolded = (entry: PumpEntry, events: readonly PumpEvent[], { base, archived }: RefoldBase): Progress => {
  const result = foldHistory(base, entry.state.pumpId, [...archived, ...events]);
  return { ...result, calendar: entry.calendar };
};

const basesAfter = (entry: PumpEntry, state: PumpState, refold: RefoldBase | undefined): readonly PumpState[] => {
  if (refold === undefined) return withBase(entry, state);
  const kept = entry.bases.filter(b => b === refold.base || (refold.base !== null && b.version < refold.base.version));
  return [...kept, state];
};

/** Folds the new events of one pump, in order; with a refold, from its base on over what the archive holds. Events may be none: then only the clock decides. */
export const foldPump = (entry: PumpEntry, events: readonly PumpEvent[], time: ServiceTime, refold?: RefoldBase): FoldedPump => {
  const progress = refold === undefined ? plain(entry, events, time) : refolded(entry, events, refold);
  const decided = decideCalendar(progress.state, progress.calendar, time.now);
  return {
    ...progress,
    pumpId: entry.state.pumpId,
    before: entry,
    calendar: decided.calendar,
    transitions: [...progress.transitions, ...decided.transitions],
    dueAt: decided.dueAt,
    bases: basesAfter(entry, progress.state, refold),
    refoldedFrom: refold === undefined ? null : { base: refold.base },
  };
};
