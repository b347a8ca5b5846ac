import type { EpochMs, EventOrder, PumpEvent } from '@cisterna/contract';
import { drugsOf, type PumpState } from '../../pump/pump-state.ts';
import type { AlertRules } from '../alert-rules.ts';
import { alertRules, priorityByDrug, priorityByOpioid, type AlertKind, type Priority } from '../alert-kinds.ts';
import { episodeId, type AlertTransition, type Episode, type EpisodeChange, type Evidence } from '../episode.ts';

/** What a rule decides on: the pump before and after one event. `after` still carries the former alert book. */
export interface Ruling {
  readonly before: PumpState;
  readonly after: PumpState;
  readonly event: PumpEvent;
  /** Those of the pump's clinic. */
  readonly rules: AlertRules;
}

/** A rule says which episodes an event opens, changes or ends; asked twice with the same it says the same. */
export type Rule = (ruling: Ruling) => readonly AlertTransition[];

export const nothing: readonly AlertTransition[] = [];

/** The open episode of a kind that has but one at a time; those with a reason of their own are not meant. */
export const openOf = (state: PumpState, kind: AlertKind): Episode | undefined => state.alerts.open.find(e => e.kind === kind && e.reason === undefined);

export const transition = (event: PumpEvent, change: EpisodeChange, episode: Episode): AlertTransition => ({
  change,
  episode,
  at: event.at,
  receivedAt: event.receivedAt,
});

const defaultPriority = (kind: AlertKind, state: PumpState): Priority => {
  const { priority } = alertRules[kind];
  if (priority === 'high' || priority === 'medium' || priority === 'low') return priority;
  return priority === 'by-opioid' ? priorityByOpioid(drugsOf(state)) : priorityByDrug(drugsOf(state));
};

export interface Opening {
  readonly kind: AlertKind;
  readonly evidence: readonly Evidence[];
  /** What the id comes from where it is not the event itself: the refill that began the fill. */
  readonly idFrom?: EventOrder | null;
  readonly priority?: Priority;
  readonly suppressedUntil?: EpochMs | null;
  readonly alarm?: string;
  readonly reason?: Episode['reason'];
}

/** Opens an episode at this event. */
export const raise = ({ after, event }: Ruling, opening: Opening): AlertTransition => {
  const order = { boot: event.boot, seq: event.seq, entry: event.entry };
  return transition(event, 'raised', {
    id: episodeId(after.pumpId, opening.kind, opening.idFrom === undefined ? order : opening.idFrom),
    kind: opening.kind,
    opened: order,
    onsetAt: event.at,
    priority: opening.priority ?? defaultPriority(opening.kind, after),
    provisional: after.completeness.broken,
    evidence: opening.evidence,
    suppressedUntil: opening.suppressedUntil ?? null,
    ...(opening.alarm === undefined ? {} : { alarm: opening.alarm }),
    ...(opening.reason === undefined ? {} : { reason: opening.reason }),
  });
};
