import type { PumpEvent } from '@cisterna/contract';
import { decideAlerts } from '../alerts/decide.ts';
import { applyToBook, type AlertTransition } from '../alerts/episode.ts';
import { evolveCatheter } from '../catheter/catheter.ts';
import { clipGaps, evolveCompleteness, gapsSince, missingBetween, type Completeness, type Numbering } from '../completeness/completeness.ts';
import { learnRatio, type DeliveryRatios } from '../forecast/delivery-ratios.ts';
import { evolveMechanism } from '../mechanism/mechanism.ts';
import { evolveMriWindows } from '../mechanism/mri-window.ts';
import { isVoided } from '../records/voids.ts';
import { evolveMissingReports } from '../reservoir/missing-reports.ts';
import { evolveReservoir, type Reservoir } from '../reservoir/reservoir.ts';
import { evolveTherapy } from '../therapy/therapy.ts';
import type { PumpState } from './pump-state.ts';

/** What the whole history knows about itself while it is folded. */
export interface Foresight {
  readonly numbering: Numbering;
  /** Records that are taken back, by `boot:seq:entry`. */
  readonly voided: ReadonlySet<string>;
}

export interface Step {
  readonly state: PumpState;
  readonly transitions: readonly AlertTransition[];
}

const evolveFill = (state: PumpState, event: PumpEvent, gapBefore: boolean): Reservoir => {
  const { reservoir, therapy } = state;
  const missing = evolveMissingReports(reservoir.missing, event, { therapy, filledAt: reservoir.fill?.at ?? null, gapBefore });
  return evolveReservoir(reservoir, event, missing);
};

const evolveRatios = (state: PumpState, { gaps }: Completeness, reservoir: Reservoir): DeliveryRatios => {
  const judged = reservoir.lastReconciliation;
  if (judged === null || judged === state.reservoir.lastReconciliation || judged.deliveryRatio === null) return state.ratios;
  const complete = !missingBetween(clipGaps(gaps, state.historyStart), judged.from, judged.order);
  return learnRatio(state.ratios, { ratio: judged.deliveryRatio, deliveredNl: judged.deliveredNl, complete });
};

const orderOf = ({ boot, seq, entry, at }: PumpEvent): NonNullable<PumpState['last']> => ({ boot, seq, entry, at });

/** What a voided record still does: it is counted, and acts on nothing else. */
const countIn = (state: PumpState, event: PumpEvent): PumpState => ({ ...state, version: state.version + 1, last: orderOf(event) });

const evolveRegistration = (state: PumpState, event: PumpEvent): PumpState['registration'] =>
  event.type === 'pump.registered.v1' ? event.data : state.registration;

const evolveExplanted = (state: PumpState, event: PumpEvent): PumpState['explantedAt'] =>
  event.type === 'pump.explanted.v1' ? (state.explantedAt ?? event.at) : state.explantedAt;

/** One object for one event: this runs for every event there is, so nothing is copied twice. */
const evolveFacts = (state: PumpState, event: PumpEvent, { numbering }: Foresight): PumpState => {
  const completeness = evolveCompleteness(state.completeness, event, numbering);
  const registration = evolveRegistration(state, event);
  const reservoir = evolveFill(state, event, clipGaps(gapsSince(state.completeness, completeness), state.historyStart).length > 0);
  const sensor = registration?.sensors.catheterPressure ?? false;
  return {
    pumpId: state.pumpId,
    version: state.version + 1,
    last: orderOf(event),
    registration,
    historyStart: state.historyStart,
    therapy: evolveTherapy(state.therapy, event),
    reservoir,
    ratios: evolveRatios(state, completeness, reservoir),
    mechanism: evolveMechanism(state.mechanism, event),
    catheter: evolveCatheter(state.catheter, event, { sensor, mriWindows: state.mriWindows }),
    completeness,
    connectivity: state.connectivity,
    mriWindows: evolveMriWindows(state.mriWindows, event),
    voids: state.voids,
    alerts: state.alerts,
    explantedAt: evolveExplanted(state, event),
  };
};

/**
 * Folds one event, the next in (boot, seq, entry) order, and decides what it means for alerts.
 * Total: it takes any history and never throws. The same state and event always give the same step. When it was received is not its
 * business: `foldHistory` hears whole stretches.
 */
export const evolvePump = (state: PumpState, event: PumpEvent, foresight: Foresight): Step => {
  if (event.entry > 0 && isVoided(foresight.voided, event)) return { state: countIn(state, event), transitions: [] };
  const facts = evolveFacts(state, event, foresight);
  const transitions = decideAlerts({ before: state, after: facts, event });
  if (transitions.length === 0) return { state: facts, transitions };
  return { state: { ...facts, alerts: applyToBook(facts.alerts, transitions, event) }, transitions };
};
