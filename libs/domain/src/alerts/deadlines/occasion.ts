import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { noOutages, type Outage } from '../../connectivity/outage.ts';
import { defaultAlertRules, type AlertRules } from '../alert-rules.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import type { AlertTransition, Episode } from '../episode.ts';

/** When, and after what, the calendar of a pump is looked at. */
export interface Occasion {
  /** The service's time. */
  readonly now: EpochMs;
  /** The time through which the pump's partition has been read: what is missing is judged no later. `-Infinity` where that is not known yet. */
  readonly readThrough: EpochMs;
  /** When the log could be neither read nor written, in order; such time does not count towards silence. */
  readonly outages: readonly Outage[];
  /** The pump when its calendar was looked at last. */
  readonly former: PumpState;
  /** The events taken since then, in (boot, seq, entry) order. */
  readonly fresh: readonly PumpEvent[];
  /** What the fold of these events decided. */
  readonly decided: readonly AlertTransition[];
  /** Whether that fold went back behind `former`. */
  readonly refolded: boolean;
  /** By which the pump's clinic decides. */
  readonly rules: AlertRules;
}

/** Nothing but the clock has moved: it shows `now`, and all before has been read. */
export const clockAlone = (state: PumpState, now: EpochMs, outages: readonly Outage[] = noOutages): Occasion => ({
  now,
  readThrough: now,
  outages,
  former: state,
  fresh: [],
  decided: [],
  refolded: false,
  rules: defaultAlertRules,
});

/** What a kind makes of an occasion: its part of the calendar afterwards, what happened, and when it must be asked again at the latest. */
export interface PartDecision<Part> {
  readonly part: Part;
  readonly transitions: readonly AlertTransition[];
  readonly dueAt: EpochMs | null;
}

/** One kind that time decides. Pure; asked again with its own part, and nothing new, it decides nothing. */
export type Deadline<Part> = (state: PumpState, part: Part, occasion: Occasion) => PartDecision<Part>;

export const nothingDue: readonly AlertTransition[] = [];

/** Pumps that nobody registered, and those explanted, have no alerts. */
export const mayAlert = ({ registration, explantedAt }: PumpState): boolean => registration !== null && explantedAt === null;

export const step = (change: AlertTransition['change'], episode: Episode, at: EpochMs, receivedAt: EpochMs = at): AlertTransition => ({
  change,
  episode,
  at,
  receivedAt,
});

/** When the log brought what happened last, by a clock that shows `now`. */
export const lastReceipt = ({ connectivity }: PumpState, now: EpochMs): EpochMs => Math.min(now, connectivity.lastReceivedAt ?? now);

export const earliest = (times: readonly (EpochMs | null)[]): EpochMs | null => {
  let first: EpochMs | null = null;
  for (const at of times) if (at !== null && (first === null || at < first)) first = at;
  return first;
};

/** The pump's own events of an occasion, as the log received them: by receipt, then in order. A person's record is no sign of life. */
export const byReceipt = ({ fresh }: Occasion): readonly PumpEvent[] => {
  const own = fresh.filter(e => e.entry === 0);
  for (let i = 1; i < own.length; i += 1) if ((own[i]?.receivedAt ?? 0) < (own[i - 1]?.receivedAt ?? 0)) return own.sort((a, b) => a.receivedAt - b.receivedAt);
  return own;
};
