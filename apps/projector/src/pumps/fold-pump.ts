import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { foldHistory, silentAt, type AlertTransition, type Calendar, type FoldResult, type PumpState } from '@cisterna/domain';
import type { RefoldBase } from '../batch/refold.ts';
import { advanceByClock, advanceTo, judged, type Progress } from './progress.ts';
import { withBase, type PumpEntry } from './pump-entry.ts';
import { streamTime, type ServiceTime } from './service-time.ts';

/** One pump after the new events of a batch, not yet written. */
export interface FoldedPump {
  readonly pumpId: string;
  readonly before: PumpEntry;
  readonly state: PumpState;
  readonly calendar: Calendar;
  readonly bases: readonly PumpState[];
  /** When the clock alone will next decide something. */
  readonly dueAt: EpochMs | null;
  /** When it will be told that the pump is silent unless it is heard. */
  readonly silenceDueAt: EpochMs | null;
  /** After this time the pump counts as silent unless it is heard; null: never. */
  readonly silentAt: EpochMs | null;
  readonly transitions: readonly AlertTransition[];
  readonly reconciliations: FoldResult['reconciliations'];
  readonly snapshots: FoldResult['snapshots'];
  /** Set where the fold went back: everything stored behind the base is replaced. */
  readonly refoldedFrom: { readonly base: PumpState | null } | null;
}

const startOf = ({ state, calendar, dueAt, rules }: PumpEntry): Progress => ({
  rules,
  state,
  calendar,
  dueAt,
  silenceDueAt: null,
  transitions: [],
  reconciliations: [],
  snapshots: [],
});

/** What fell due before the first of these events, which may well fill the gap that was missing too long, is told before it. */
const dueBefore = (start: Progress, events: readonly PumpEvent[], time: ServiceTime): Progress => {
  const clock = Math.max(time.before, Math.min(time.now, ...events.map(e => e.receivedAt)));
  return time.kind === 'stream' && start.dueAt !== null && start.dueAt <= clock ? advanceTo(start, [], streamTime(clock, clock)) : start;
};

const refolded = (entry: PumpEntry, events: readonly PumpEvent[], time: ServiceTime, { base, archived }: RefoldBase): Progress => {
  const start = dueBefore(startOf(entry), events, time);
  const result = foldHistory(base, entry.state.pumpId, [...archived, ...events], entry.rules);
  const progress = { ...start, ...result, transitions: [...start.transitions, ...result.transitions] };
  return judged(start, progress, time, { fresh: events, refolded: true });
};

const plain = (entry: PumpEntry, events: readonly PumpEvent[], time: ServiceTime): Progress =>
  time.kind === 'stream' ? advanceByClock(startOf(entry), events, time) : advanceTo(startOf(entry), events, time);

const basesAfter = (entry: PumpEntry, state: PumpState, refold: RefoldBase | undefined): readonly PumpState[] => {
  if (refold === undefined) return withBase(entry, state);
  const kept = entry.bases.filter(b => b === refold.base || (refold.base !== null && b.version < refold.base.version));
  return [...kept, state];
};

/** Folds the new events of one pump, in order; with a refold, from its base on over what the archive holds. Events may be none: then only the clock decides. */
export const foldPump = (entry: PumpEntry, events: readonly PumpEvent[], time: ServiceTime, refold?: RefoldBase): FoldedPump => {
  const progress = refold === undefined ? plain(entry, events, time) : refolded(entry, events, time, refold);
  return {
    ...progress,
    pumpId: entry.state.pumpId,
    before: entry,
    silentAt: silentAt(progress.state, time.outages, entry.rules),
    bases: basesAfter(entry, progress.state, refold),
    refoldedFrom: refold === undefined ? null : { base: refold.base },
  };
};
