import type { PumpEvent } from '@cisterna/contract';
import type { AlertRules } from '../alerts/alert-rules.ts';
import { decideAlerts } from '../alerts/decide.ts';
import { applyToBook, type AlertTransition } from '../alerts/episode.ts';
import { evolveCatheter } from '../catheter/catheter.ts';
import { clipGaps, evolveCompleteness, gapsSince, missingBetween, type Completeness, type Numbering } from '../completeness/completeness.ts';
import { evolveHabit, withHabit } from '../forecast/bolus-habit.ts';
import { evolveLevel, type FillAccount } from '../forecast/evolve-level.ts';
import type { LevelBelief } from '../forecast/level-belief.ts';
import { evolveFlow, type EndedCycle } from '../flow/flow.ts';
import { evolveMechanism, type Mechanism } from '../mechanism/mechanism.ts';
import { evolveMriRecovery } from '../mechanism/mri-recovery.ts';
import { evolveMriWindows } from '../mechanism/mri-window.ts';
import { isVoided } from '../records/voids.ts';
import { evolveMissingReports, unreportedUntil, type MissingContext } from '../reservoir/missing-reports.ts';
import { evolveIndirect, type IndirectSuspicion } from '../therapy-effect/indirect-suspicion.ts';
import type { Reconciliation } from '../reservoir/reconciliation.ts';
import { evolveReservoir, type Reservoir } from '../reservoir/reservoir.ts';
import { evolveTherapy } from '../therapy/therapy.ts';
import type { PumpState } from './pump-state.ts';

/** What the whole history knows about itself while it is folded. */
export interface Foresight {
  readonly numbering: Numbering;
  /** Records that are taken back, by `boot:seq:entry`. */
  readonly voided: ReadonlySet<string>;
  /** By which the pump's clinic decides. */
  readonly rules: AlertRules;
}

export interface Step {
  readonly state: PumpState;
  readonly transitions: readonly AlertTransition[];
}

const missingContext = ({ reservoir, therapy }: PumpState, gapBefore: boolean): MissingContext => ({ therapy, filledAt: reservoir.fill?.at ?? null, gapBefore });

const evolveFill = (state: PumpState, event: PumpEvent, gapBefore: boolean): Reservoir =>
  evolveReservoir(state.reservoir, event, evolveMissingReports(state.reservoir.missing, event, missingContext(state, gapBefore)));

const hasGapBefore = (state: PumpState, completeness: Completeness): boolean =>
  clipGaps(gapsSince(state.completeness, completeness), state.historyStart).length > 0;

const fillAccount = ({ fill, missing }: Reservoir, { habit, therapy }: PumpState): FillAccount | null => {
  if (fill === null) return null;
  const unreportedNl = withHabit(missing.unreportedNl, habit, therapy);
  return { filledNl: fill.filledNl, accountNl: fill.deliveredNl + unreportedNl, unreportedNl };
};

/** The account of the fill that a refill ends: what is missing may reach up to the refill. */
const endedAccount = (state: PumpState, { at }: PumpEvent, completeness: Completeness): FillAccount | null => {
  const { reservoir } = state;
  const unreportedNl = unreportedUntil(reservoir.missing, at, missingContext(state, hasGapBefore(state, completeness)));
  return fillAccount({ ...reservoir, missing: { ...reservoir.missing, unreportedNl } }, state);
};

/** Whether nothing between the refills of a cycle is missing. */
const isComplete = ({ historyStart }: PumpState, { gaps }: Completeness, { from, order }: Reconciliation): boolean =>
  !missingBetween(clipGaps(gaps, historyStart), from, order);

/** A refill is judged by the fill that it ends, a report by the fill that it falls into. */
const evolveLevelBelief = (state: PumpState, event: PumpEvent, completeness: Completeness, reservoir: Reservoir): LevelBelief => {
  if (event.type === 'delivery.reported.v1' && event.data.reservoirSensedNl !== null)
    return evolveLevel(state.level, event, { fill: fillAccount(reservoir, state), complete: true });
  if (event.type !== 'reservoir.refilled.v1') return state.level;
  const judged = reservoir.lastReconciliation;
  const complete = judged === null || isComplete(state, completeness, judged);
  return evolveLevel(state.level, event, { fill: endedAccount(state, event, completeness), complete });
};

/** The cycle that a refill has ended, beside the programme and the sensed level; null where none was judged. */
const endedCycle = (state: PumpState, event: PumpEvent, completeness: Completeness, { lastReconciliation: judged }: Reservoir): EndedCycle | null => {
  const ended = judged === null || judged === state.reservoir.lastReconciliation ? null : endedAccount(state, event, completeness);
  if (judged === null || ended === null) return null;
  const { filledNl, unreportedNl } = ended;
  return { expelledNl: filledNl - judged.aspiratedNl, leftNl: judged.aspiratedNl, unreportedNl, complete: isComplete(state, completeness, judged) };
};

/** Alerts that tell why the drug is short: who complains then says nothing about the catheter. */
const disturbances: ReadonlySet<string> = new Set(['motor-stall', 'pump-stopped', 'under-delivery', 'low-reservoir', 'empty-reservoir']);

const isDisturbed = ({ openAlarms, therapyStopped }: Mechanism, { open }: PumpState['alerts']): boolean =>
  therapyStopped || openAlarms.some(alarm => disturbances.has(alarm)) || open.some(({ kind }) => disturbances.has(kind));

type Evolved = Pick<PumpState, 'therapy' | 'reservoir' | 'mechanism'>;

/** What the patient shows counts where no sensor looks. */
const evolveIndirectly = (state: PumpState, event: PumpEvent, { therapy, reservoir, mechanism }: Evolved): IndirectSuspicion => {
  const judged = reservoir.lastReconciliation;
  return evolveIndirect(state.indirect, event, {
    therapy,
    deliveryDisturbed: isDisturbed(mechanism, state.alerts),
    reconciliation: judged === state.reservoir.lastReconciliation ? null : judged,
    mriWindows: state.mriWindows,
  });
};

const orderOf = ({ boot, seq, entry, at }: PumpEvent): NonNullable<PumpState['last']> => ({ boot, seq, entry, at });

/** What a voided record still does: it is counted, and acts on nothing else. */
const countIn = (state: PumpState, event: PumpEvent): PumpState => ({ ...state, version: state.version + 1, last: orderOf(event) });

const evolveRegistration = (state: PumpState, event: PumpEvent): PumpState['registration'] =>
  event.type === 'pump.registered.v1' ? event.data : state.registration;

const evolveExplanted = (state: PumpState, event: PumpEvent): PumpState['explantedAt'] =>
  event.type === 'pump.explanted.v1' ? (state.explantedAt ?? event.at) : state.explantedAt;

/** One object for one event: this runs for every event there is, so nothing is copied twice. */
const evolveFacts = (state: PumpState, event: PumpEvent, { numbering, rules }: Foresight): PumpState => {
  const completeness = evolveCompleteness(state.completeness, event, numbering);
  const registration = evolveRegistration(state, event);
  const mechanism = evolveMechanism(state.mechanism, event);
  const reservoir = evolveFill(state, event, hasGapBefore(state, completeness));
  const sensor = registration?.sensors.catheterPressure ?? false;
  const therapy = evolveTherapy(state.therapy, event);
  return {
    pumpId: state.pumpId,
    version: state.version + 1,
    last: orderOf(event),
    registration,
    historyStart: state.historyStart,
    therapy,
    reservoir,
    level: evolveLevelBelief(state, event, completeness, reservoir),
    habit: evolveHabit(state.habit, event, state.therapy),
    mechanism,
    flow: evolveFlow(state.flow, event, {
      ended: endedCycle(state, event, completeness, reservoir),
      maxPerDay: state.therapy?.patientBolus?.maxPerDay ?? null,
      nothingDeliveredMs: rules.thresholds.nothingDeliveredSeconds * 1000,
    }),
    catheter: evolveCatheter(state.catheter, event, { sensor, mriWindows: state.mriWindows }),
    indirect: sensor ? state.indirect : evolveIndirectly(state, event, { therapy, reservoir, mechanism }),
    completeness,
    connectivity: state.connectivity,
    mriWindows: evolveMriWindows(state.mriWindows, event),
    mriRecovery: evolveMriRecovery(state.mriRecovery, event, { before: state.mechanism, after: mechanism }),
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
  const transitions = decideAlerts({ before: state, after: facts, event, rules: foresight.rules });
  if (transitions.length === 0) return { state: facts, transitions };
  return { state: { ...facts, alerts: applyToBook(facts.alerts, transitions, event) }, transitions };
};
