import { formatTime, type EpochMs } from '@cisterna/contract';
import { lastWritable } from '../../connectivity/connectivity.ts';
import type { AwaitedRecovery } from '../../mechanism/mri-recovery.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import { isHigher } from '../alert-kinds.ts';
import { episodeId, evidenceOf, type AlertTransition, type Episode, type Evidence } from '../episode.ts';
import { recoveryUrgentMs } from '../rules/mri-recovery.rule.ts';
import { earliest, lastReceipt, mayAlert, nothingDue, step, type Deadline, type Occasion } from './occasion.ts';

/** One window as the clock sees it. */
interface Watch {
  readonly state: PumpState;
  readonly window: AwaitedRecovery;
  readonly id: string;
  /** What the fold has open of it, and what the clock told of it last. */
  readonly folded: Episode | undefined;
  readonly told: Episode | undefined;
}

const idOf = (state: PumpState, { order }: AwaitedRecovery): string => episodeId(state.pumpId, 'no-recovery-after-mri', order);

const watchOf = (state: PumpState, window: AwaitedRecovery, told: readonly Episode[]): Watch => {
  const id = idOf(state, window);
  return { state, window, id, folded: state.alerts.open.find(e => e.id === id), told: told.find(e => e.id === id) };
};

/** The motor stands still, and no event from behind the window's end says otherwise yet. */
const standsStill = ({ state, window }: Watch): boolean => !window.passed && state.mechanism.openAlarms.includes('motor-stall');

/** By when the first report from behind the window must have been received; null when it has been, or that lies beyond the calendar. */
const reportDue = ({ state, window }: Watch): EpochMs | null => {
  const { reportedFrom } = state.mriRecovery;
  if (reportedFrom !== null && reportedFrom >= window.endsAt) return null;
  const intervalMs = (state.registration?.reportIntervalSeconds ?? 0) * 1000;
  const due = Math.max(window.endsAt, state.connectivity.registeredAt ?? -Infinity) + 2 * intervalMs;
  return due > lastWritable ? null : due;
};

const openingOf = ({ state, window, id }: Watch, evidence: Evidence): Episode => ({
  id,
  kind: 'no-recovery-after-mri',
  opened: null,
  onsetAt: window.endsAt,
  priority: 'medium',
  provisional: state.completeness.broken,
  evidence: [evidence],
  suppressedUntil: null,
});

const stallEvidence = (endsAt: EpochMs): Evidence =>
  evidenceOf('motor-stall', endsAt, `The pump's motor-stall alarm was open when the MRI window ended at ${formatTime(endsAt)}.`);

const silenceEvidence = (endsAt: EpochMs, at: EpochMs): Evidence =>
  evidenceOf('no-report', at, `No report from after the MRI window, which ended at ${formatTime(endsAt)}, has come within two report intervals.`);

/** What the clock alone raises. */
const opened = (watch: Watch, readThrough: EpochMs): AlertTransition | null => {
  const { endsAt } = watch.window;
  if (standsStill(watch) && endsAt <= readThrough) return step('raised', openingOf(watch, stallEvidence(endsAt)), endsAt);
  const due = reportDue(watch);
  return due !== null && due < readThrough ? step('raised', openingOf(watch, silenceEvidence(endsAt, due)), due) : null;
};

/** Raised for a stall that, as is known by now, did not last to the end of the window. */
const isRefuted = (watch: Watch): boolean =>
  watch.folded === undefined && watch.told?.evidence[0]?.kind === 'motor-stall' && !standsStill(watch) && watch.window.doubt === null;

/** What subscribers were told of the episode last: a fold again, or a word of the fold, takes back what the clock had added. */
const lastTold = ({ id, folded, told }: Watch, { decided, refolded }: Occasion): Episode | undefined => {
  const spoken = refolded || decided.some(t => t.episode.id === id);
  return spoken ? (folded ?? told) : (told ?? folded);
};

const urgent = (watch: Watch, current: Episode, readThrough: EpochMs): Episode =>
  readThrough >= watch.window.endsAt + recoveryUrgentMs && current.priority !== 'high' ? { ...current, priority: 'high' } : current;

interface Judged {
  /** What the clock holds beyond the fold. */
  readonly held: readonly Episode[];
  readonly transitions: readonly AlertTransition[];
  readonly dueAt: EpochMs | null;
}

const waiting = (watch: Watch, readThrough: EpochMs): EpochMs | null => {
  const report = reportDue(watch);
  const times = [standsStill(watch) ? watch.window.endsAt : null, report === null ? null : report + 1];
  return earliest(times.filter(at => at !== null && at > readThrough));
};

const raisedNow = (watch: Watch, occasion: Occasion): Judged => {
  const raised = opened(watch, occasion.readThrough);
  if (raised === null) return { held: [], transitions: nothingDue, dueAt: waiting(watch, occasion.readThrough) };
  const next = judgeOpen({ ...watch, told: raised.episode }, raised.episode, occasion);
  return { ...next, transitions: [raised, ...next.transitions] };
};

/** The episode is open: high once two hours have passed. */
const judgeOpen = (watch: Watch, told: Episode, { readThrough, now }: Occasion): Judged => {
  const urgentAt = watch.window.endsAt + recoveryUrgentMs;
  const current = urgent(watch, watch.folded ?? told, readThrough);
  const kept = isHigher(told.priority, current.priority) ? told : current;
  const rises = isHigher(kept.priority, told.priority);
  return {
    held: kept === watch.folded ? [] : [kept],
    transitions: rises ? [step('updated', kept, urgentAt, Math.max(urgentAt, Math.min(now, lastReceipt(watch.state, now))))] : nothingDue,
    dueAt: kept.priority === 'high' ? null : urgentAt,
  };
};

const judge = (watch: Watch, occasion: Occasion): Judged => {
  if (!isRefuted(watch) || watch.told === undefined) {
    const told = lastTold(watch, occasion);
    return told === undefined ? raisedNow(watch, occasion) : judgeOpen(watch, told, occasion);
  }
  const withdrawn = step('withdrawn', watch.told, occasion.now, lastReceipt(watch.state, occasion.now));
  const next = raisedNow({ ...watch, told: undefined }, occasion);
  return next.held.length > 0 ? next : { ...next, transitions: [withdrawn, ...next.transitions] };
};

/** A window that is not awaited any more: the pump has recovered, or the annotation was taken back. What the fold knew of, it ends itself. */
const endOf = (state: PumpState, episode: Episode, { now, decided }: Occasion): readonly AlertTransition[] => {
  if (episode.opened !== null || decided.some(t => t.episode.id === episode.id) || state.explantedAt !== null) return nothingDue;
  const recovered = state.mriRecovery.deliveredFrom !== null && state.mriRecovery.deliveredFrom >= episode.onsetAt && mayAlert(state);
  const receivedAt = lastReceipt(state, now);
  return [step(recovered ? 'ended' : 'withdrawn', episode, receivedAt)];
};

const nobody: readonly Episode[] = [];

/**
 * `no-recovery-after-mri` as far as the clock decides it: at the end of the window where the motor still stands, for want of a report two
 * intervals later, and high two hours later. The fold's own episode has the same id and takes over.
 */
export const decideMriRecovery: Deadline<readonly Episode[]> = (state, told, occasion) => {
  const awaited = mayAlert(state) ? state.mriRecovery.awaited : [];
  if (awaited.length === 0 && told.length === 0) return { part: told, transitions: nothingDue, dueAt: null };
  const ids = new Set(awaited.map(window => idOf(state, window)));
  const over = told.filter(({ id }) => !ids.has(id)).flatMap(episode => endOf(state, episode, occasion));
  const judged = awaited.map(window => judge(watchOf(state, window, told), occasion));
  const held = judged.flatMap(j => j.held);
  return {
    part: held.length === 0 ? nobody : held,
    transitions: [...over, ...judged.flatMap(j => j.transitions)],
    dueAt: earliest(judged.map(j => j.dueAt)),
  };
};
