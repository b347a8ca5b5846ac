import type { EpochMs, EventOrder } from '@cisterna/contract';
import type { PumpState } from '../../pump/pump-state.ts';
import { isHigher, type AlertKind, type Priority } from '../alert-kinds.ts';
import { episodeId, type AlertTransition, type Episode, type Evidence } from '../episode.ts';
import { earliest, step } from './occasion.ts';

/** From when on, seen from a date, what is due has which priority. */
export interface DateStep {
  readonly afterMs: number;
  readonly priority: Priority;
}

export const dayMs = 86_400_000;

/** A date of the present fill, that something is due by. */
export interface Dated {
  readonly kind: AlertKind;
  readonly date: EpochMs;
  readonly steps: readonly DateStep[];
  readonly evidence: (at: EpochMs) => readonly Evidence[];
  readonly duplicateOf?: string;
}

/** 0000-01-01T00:00:00Z: an earlier time can't be written. */
const firstWritable = -62_167_219_200_000;

const dueTime = ({ date }: Dated, { afterMs }: DateStep): EpochMs => Math.max(firstWritable, date + afterMs);

export const fillOrder = ({ reservoir }: PumpState): EventOrder | null => reservoir.fill?.order ?? null;

/** One episode per fill: its id comes from the refill. */
export const fillEpisodeId = (state: PumpState, kind: AlertKind): string => episodeId(state.pumpId, kind, fillOrder(state));

const openingOf = (state: PumpState, { kind, duplicateOf }: Dated, at: EpochMs): Omit<Episode, 'priority' | 'evidence'> => ({
  id: fillEpisodeId(state, kind),
  kind,
  opened: null,
  onsetAt: at,
  provisional: state.completeness.broken,
  suppressedUntil: null,
  ...(duplicateOf === undefined ? {} : { duplicateOf }),
});

/** No date was known before its fill, and none of a pump before its registration came. */
const knownSince = ({ reservoir, connectivity }: PumpState): EpochMs => Math.max(reservoir.fill?.at ?? -Infinity, connectivity.registeredAt ?? -Infinity);

/** What has become due by `now`; steps that were passed over are told with their own due times, and a priority never falls. */
export const stepsDue = (state: PumpState, dated: Dated, open: Episode | null, now: EpochMs): readonly AlertTransition[] => {
  const transitions: AlertTransition[] = [];
  let current = open;
  const since = knownSince(state);
  for (const due of dated.steps) {
    const at = dueTime(dated, due);
    if (at > now) break;
    if (current !== null && !isHigher(due.priority, current.priority)) continue;
    const change = current === null ? 'raised' : 'updated';
    current = { ...(current ?? openingOf(state, dated, at)), priority: due.priority, evidence: dated.evidence(at) };
    transitions.push(step(change, current, at, Math.min(now, Math.max(at, since))));
  }
  return transitions;
};

/** When the next step is due after `now`. */
export const nextStep = (dated: Dated | null, now: EpochMs): EpochMs | null =>
  dated === null ? null : earliest(dated.steps.map(due => dueTime(dated, due)).filter(at => at > now));
