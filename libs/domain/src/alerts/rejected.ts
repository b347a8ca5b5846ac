import { formatTime, type EpochMs } from '@cisterna/contract';
import { drugsOf, type PumpState } from '../pump/pump-state.ts';
import { isHigher, priorityByDrug, type Priority } from './alert-kinds.ts';
import type { Calendar } from './calendar.ts';
import { evidenceOf, type AlertTransition, type Episode } from './episode.ts';

/** What happened to a record that names this pump, in the order of the log. */
export type Arrival =
  | { readonly kind: 'taken'; readonly receivedAt: EpochMs }
  | {
      readonly kind: 'rejected';
      readonly receivedAt: EpochMs;
      /** `partition.offset` of the record: the id comes from the first of an episode. */
      readonly place: string;
      readonly code: string;
      readonly detail: string;
      /** Whether it was meant as an `alarm.raised`. */
      readonly alarm: boolean;
    };

export interface RejectedDecision {
  readonly calendar: Calendar;
  readonly transitions: readonly AlertTransition[];
}

type Rejection = Extract<Arrival, { kind: 'rejected' }>;

const priorityOf = (state: PumpState, { alarm }: Rejection): Priority => (alarm ? priorityByDrug(drugsOf(state)) : 'medium');

const evidence = ({ receivedAt, place, code, detail }: Rejection) =>
  evidenceOf(code, receivedAt, `Record ${place} of ${formatTime(receivedAt)} was rejected (${code}): ${detail}`.slice(0, 500));

const opened = (state: PumpState, arrival: Rejection): Episode => ({
  id: `${state.pumpId}:records-rejected:${arrival.place}`,
  kind: 'records-rejected',
  opened: null,
  onsetAt: arrival.receivedAt,
  priority: priorityOf(state, arrival),
  provisional: false,
  evidence: [evidence(arrival)],
  suppressedUntil: null,
});

const change = (change: AlertTransition['change'], episode: Episode, { receivedAt }: Arrival): AlertTransition => ({ change, episode, at: receivedAt, receivedAt });

const decideOne = (state: PumpState, open: Episode | null, arrival: Arrival): AlertTransition | null => {
  if (arrival.kind === 'taken') return open === null ? null : change('ended', open, arrival);
  if (open === null) return change('raised', opened(state, arrival), arrival);
  const priority = priorityOf(state, arrival);
  return isHigher(priority, open.priority) ? change('updated', { ...open, priority, evidence: [...open.evidence, evidence(arrival)] }, arrival) : null;
};

/** `records-rejected`: from the first record of a registered pump that was set aside to the next one of it that is taken. */
export const decideRejected = (state: PumpState, calendar: Calendar, arrivals: readonly Arrival[]): RejectedDecision => {
  const silent = state.registration === null || state.explantedAt !== null;
  let rejected = calendar.rejected;
  const transitions: AlertTransition[] = [];
  for (const arrival of arrivals) {
    const decided = silent && arrival.kind === 'rejected' ? null : decideOne(state, rejected, arrival);
    if (decided === null) continue;
    rejected = decided.change === 'ended' ? null : decided.episode;
    transitions.push(decided);
  }
  return { calendar: { ...calendar, rejected }, transitions };
};
