import { compareOrder, type PumpEvent, type PumpId, type PumpRegistered } from '@cisterna/contract';
import { defaultAlertRules, type AlertRules } from '../alerts/alert-rules.ts';
import type { AlertTransition } from '../alerts/episode.ts';
import { declaredEnd, type Place } from '../completeness/completeness.ts';
import { hearEvents, hearRegistration } from '../connectivity/connectivity.ts';
import { evolvePump, type Foresight } from '../pump/evolve-pump.ts';
import { initialPump, type PumpState } from '../pump/pump-state.ts';
import { isVoided, voidedBy, voidRecordOf } from '../records/voids.ts';
import type { Reconciliation } from '../reservoir/reconciliation.ts';

/** What a fold found on its way, in order. */
export interface FoldResult {
  readonly state: PumpState;
  readonly transitions: readonly AlertTransition[];
  readonly reconciliations: readonly Reconciliation[];
  /** States worth keeping, to fold again from: after each refill and every `snapshotEvery` events. */
  readonly snapshots: readonly PumpState[];
}

/** A late event refolds at most this many events more than since the last refill. */
export const snapshotEvery = 2000;

const placeOf = (start: { boot: number; seq: number } | null | undefined): Place | null => (start == null ? null : { boot: start.boot, seq: start.seq });

const registrations = (events: readonly PumpEvent[], voided: ReadonlySet<string>): PumpRegistered[] =>
  events.filter(e => e.type === 'pump.registered.v1').filter(e => !isVoided(voided, e));

const declaredEnds = (events: readonly PumpEvent[], voided: ReadonlySet<string>): ReadonlyMap<number, number> => {
  const ends = new Map<number, number>();
  for (const event of events) {
    const end = declaredEnd(event);
    if (end !== null && end.seq > (ends.get(end.boot) ?? 0) && !isVoided(voided, event)) ends.set(end.boot, end.seq);
  }
  return ends;
};

interface Start {
  readonly state: PumpState;
  readonly foresight: Omit<Foresight, 'rules'>;
}

/** The voids of a history: a base may know some that lie behind it, which are among the events again. */
const knownVoids = ({ voids, last }: PumpState, events: readonly PumpEvent[]): PumpState['voids'] => [
  ...voids.filter(({ own }) => last !== null && compareOrder(own, last) <= 0),
  ...events.map(voidRecordOf).filter(v => v !== null),
];

/** What must be known before the first event is folded: records taken back, the first registration, where the history starts. */
const prepare = (base: PumpState, events: readonly PumpEvent[]): Start => {
  const voids = knownVoids(base, events);
  const voided = voidedBy(voids);
  const found = registrations(events, voided);
  const newest = found.at(-1);
  const historyStart = newest === undefined ? base.historyStart : placeOf(newest.data.historyStartsAt);
  const registration = base.registration ?? found[0]?.data ?? null;
  const connectivity = found.reduce(hearRegistration, base.connectivity);
  return {
    state: { ...base, voids, registration, historyStart, connectivity },
    foresight: { numbering: { historyStart, declaredEnds: declaredEnds(events, voided) }, voided },
  };
};

const ruledBy = (known: Start['foresight'], rules = defaultAlertRules): Foresight => ({ ...known, rules });

const isSnapshot = (state: PumpState, event: PumpEvent): boolean => event.type === 'reservoir.refilled.v1' || state.version % snapshotEvery === 0;

const sorted = (events: readonly PumpEvent[]): readonly PumpEvent[] => {
  for (let i = 1; i < events.length; i += 1) {
    const [former, next] = [events[i - 1], events[i]];
    if (former !== undefined && next !== undefined && compareOrder(former, next) > 0) return [...events].sort(compareOrder);
  }
  return events;
};

/**
 * Folds distinct events, all behind `base`, in (boot, seq, entry) order whatever order they are given in.
 * `base` null starts from nothing. `rules` are those of the pump's clinic, the default when left out. Gives the state and all that was decided on the way.
 */
export const foldHistory = (base: PumpState | null, pumpId: PumpId, events: readonly PumpEvent[], rules?: AlertRules): FoldResult => {
  const inOrder = sorted(events);
  const { state: start, foresight: known } = prepare(base ?? initialPump(pumpId), inOrder);
  const foresight = ruledBy(known, rules);
  let state = start;
  let heard = 0;
  const transitions: AlertTransition[] = [];
  const reconciliations: Reconciliation[] = [];
  const snapshots: PumpState[] = [];
  for (let i = 0; i < inOrder.length; i += 1) {
    const event = inOrder[i];
    if (event === undefined) continue;
    const step = evolvePump(state, event, foresight);
    const judged = step.state.reservoir.lastReconciliation;
    if (judged !== null && judged !== state.reservoir.lastReconciliation) reconciliations.push(judged);
    if (step.transitions.length > 0) transitions.push(...step.transitions);
    state = step.state;
    if (!isSnapshot(state, event)) continue;
    state = withHeard(state, inOrder.slice(heard, i + 1));
    heard = i + 1;
    snapshots.push(state);
  }
  return { state: withHeard(state, inOrder.slice(heard)), transitions, reconciliations, snapshots };
};

const withHeard = (state: PumpState, events: readonly PumpEvent[]): PumpState =>
  events.length === 0 ? state : { ...state, connectivity: hearEvents(state.connectivity, events) };
