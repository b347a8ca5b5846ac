import type { EpochMs } from '@cisterna/contract';
import type { PumpState } from '../../pump/pump-state.ts';
import { episodeId, evidenceOf, type AlertTransition, type Episode } from '../episode.ts';
import { missingCount, missingSince, placeBefore, type MissingRun } from './missing-runs.ts';
import { lastReceipt, mayAlert, nothingDue, step, type Deadline, type Occasion, type PartDecision } from './occasion.ts';

/** What is missing, since when, and the alert about it; null for a pump of which nothing is. */
export type DataGap = { readonly runs: readonly MissingRun[]; readonly open: Episode | null } | null;

interface DueRun {
  readonly run: MissingRun;
  readonly at: EpochMs;
}

/** Late telemetry mostly comes within a day. */
const toleratedMs = 86_400_000;
const namedRuns = 3;

const nameOf = ([boot, from, toBoot, to]: MissingRun): string => {
  if (toBoot > boot) return `boots ${boot}–${toBoot}`;
  return from === to ? `${boot}:${from}` : `${boot}:${from}–${to}`;
};

const episodeOf = (state: PumpState, runs: readonly MissingRun[], { run, at }: DueRun): Episode => {
  const [count, more] = [missingCount(state), runs.length > namedRuns ? ' and others' : ''];
  const places = runs.slice(0, namedRuns).map(nameOf).join(', ');
  const text = `${count === 1 ? '1 event is' : `${count} events are`} missing, some for over 24 h (boot:seq): ${places}${more}.`;
  return {
    id: episodeId(state.pumpId, 'data-gap', placeBefore(state.completeness, run)),
    kind: 'data-gap',
    opened: null,
    onsetAt: at,
    priority: 'low',
    provisional: false,
    evidence: [{ ...evidenceOf('missing-events', at, text), observed: count, expected: 0 }],
    suppressedUntil: null,
  };
};

/** Of a pump that was registered later, counting begins then. */
const dueAt = ({ connectivity }: PumpState, [, , , , since]: MissingRun): EpochMs => Math.max(since, connectivity.registeredAt ?? since) + toleratedMs;

const firstDue = (state: PumpState, runs: readonly MissingRun[]): DueRun | null => {
  let first: DueRun | null = null;
  for (const run of runs) {
    const at = dueAt(state, run);
    if (first === null || at < first.at) first = { run, at };
  }
  return first;
};

const sameGaps = (state: PumpState, { former, fresh }: Occasion): boolean =>
  fresh.length === 0 || (former.completeness.gaps === state.completeness.gaps && former.historyStart === state.historyStart);

const runsNow = (state: PumpState, part: DataGap, occasion: Occasion): readonly MissingRun[] => {
  if (part !== null && sameGaps(state, occasion)) return part.runs;
  return state.completeness.gaps.length === 0 ? [] : missingSince(state, part?.runs ?? [], occasion);
};

const endedOf = (state: PumpState, open: Episode | null, { now }: Occasion): readonly AlertTransition[] => {
  if (open === null) return nothingDue;
  const receivedAt = lastReceipt(state, now);
  return [step('ended', open, receivedAt, Math.max(receivedAt, open.onsetAt))];
};

/** The first run of a pump that may have alerts, and when it has been missing too long; null when nothing is. */
const dueOf = (state: PumpState, runs: readonly MissingRun[]): DueRun | null => (mayAlert(state) ? firstDue(state, runs) : null);

/** Nothing has been missing for too long (any more). */
const inTime = (
  state: PumpState,
  runs: readonly MissingRun[],
  part: DataGap,
  { occasion, dueAt }: { readonly occasion: Occasion; readonly dueAt: EpochMs | null },
): PartDecision<DataGap> => ({
  part: runs.length === 0 ? null : { runs, open: null },
  transitions: endedOf(state, part?.open ?? null, occasion),
  dueAt,
});

/** Something has been missing for too long; it is told once that is known of the log as well. */
const overdue = (
  state: PumpState,
  runs: readonly MissingRun[],
  part: DataGap,
  { occasion, due }: { readonly occasion: Occasion; readonly due: DueRun },
): PartDecision<DataGap> => {
  const open = part?.open ?? null;
  if (open !== null) return { part: { runs, open }, transitions: nothingDue, dueAt: null };
  if (due.at > occasion.readThrough) return { part: { runs, open: null }, transitions: nothingDue, dueAt: due.at };
  const raised = episodeOf(state, runs, due);
  return { part: { runs, open: raised }, transitions: [step('raised', raised, due.at)], dueAt: null };
};

/**
 * `data-gap`: one at a time, raised when the first missing event has been missing for 24 h, ended when none has. Its id comes from the last
 * event before the gap that led to it.
 */
export const decideDataGap: Deadline<DataGap> = (state, part, occasion) => {
  if (part === null && state.completeness.gaps.length === 0) return { part, transitions: nothingDue, dueAt: null };
  const runs = runsNow(state, part, occasion);
  const due = dueOf(state, runs);
  return due !== null && due.at <= occasion.now
    ? overdue(state, runs, part, { occasion, due })
    : inTime(state, runs, part, { occasion, dueAt: due?.at ?? null });
};
