import { compareOrder, type EpochMs, type EventOrder, type PumpEvent } from '@cisterna/contract';
import { clipGaps, gapSize, type Completeness, type Gap, type Place } from '../../completeness/completeness.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import { byReceipt, type Occasion } from './occasion.ts';

/** A missing run, and since when it is known to be missing: `[boot, from, toBoot, to, since]`. Flat, since it is kept with every pump that has one. */
export type MissingRun = readonly [boot: number, from: number, toBoot: number, to: number, since: EpochMs];

/** So many runs are told apart; what lies behind them counts as one, missing since the first of it was. */
const keptRuns = 256;

const endOf = ({ boot, to, toBoot }: Gap): Place => ({ boot: toBoot ?? boot, seq: to });

const isAfter = (a: Place, b: Place): boolean => a.boot > b.boot || (a.boot === b.boot && a.seq > b.seq);

/** Whether any place lies in both. */
const overlaps = (gap: Gap, [boot, from, toBoot, to]: MissingRun): boolean =>
  !isAfter({ boot: gap.boot, seq: gap.from }, { boot: toBoot, seq: to }) && !isAfter({ boot, seq: from }, endOf(gap));

/** The receipt of the first record that proves a run missing: of those taken now the first one behind it, else the first that told of it otherwise. */
const provenAt = (gap: Gap, received: readonly PumpEvent[], otherwise: EpochMs): EpochMs =>
  received.find(event => isAfter(event, endOf(gap)))?.receivedAt ?? otherwise;

const sinceOf = (gap: Gap, known: readonly MissingRun[], proven: () => EpochMs): EpochMs => {
  let since: EpochMs | null = null;
  for (const run of known) if (overlaps(gap, run) && (since === null || run[4] < since)) since = run[4];
  return since ?? proven();
};

const runOf = (gap: Gap, since: EpochMs): MissingRun => [gap.boot, gap.from, gap.toBoot ?? gap.boot, gap.to, since];

const merged = (runs: readonly MissingRun[]): readonly MissingRun[] => {
  if (runs.length <= keptRuns) return runs;
  const rest = runs.slice(keptRuns - 1);
  const [first, last] = [rest[0], rest.at(-1)];
  if (first === undefined || last === undefined) return runs;
  return [...runs.slice(0, keptRuns - 1), [first[0], first[1], last[2], last[3], Math.min(...rest.map(run => run[4]))]];
};

/** The runs that are missing now, each since when it is: what was known keeps its time. */
export const missingSince = (state: PumpState, known: readonly MissingRun[], occasion: Occasion): readonly MissingRun[] => {
  const gaps = clipGaps(state.completeness.gaps, state.historyStart);
  if (gaps.length === 0) return [];
  const received = byReceipt(occasion);
  const first = Math.min(...occasion.fresh.map(e => e.receivedAt), state.connectivity.lastReceivedAt ?? occasion.now);
  return merged(
    gaps.map(gap =>
      runOf(
        gap,
        sinceOf(gap, known, () => provenAt(gap, received, first)),
      ),
    ),
  );
};

/** How many events are missing. */
export const missingCount = (state: PumpState): number => clipGaps(state.completeness.gaps, state.historyStart).reduce((sum, gap) => sum + gapSize(gap), 0);

/** The last received event before a run; null when there is none. */
export const placeBefore = ({ formerBoots }: Completeness, [boot, from]: MissingRun): EventOrder | null => {
  if (from > 1) return { boot, seq: from - 1, entry: 0 };
  const former = formerBoots.filter(([b]) => b < boot).map(([b, seq]) => ({ boot: b, seq, entry: 0 }));
  return former.sort(compareOrder).at(-1) ?? null;
};
