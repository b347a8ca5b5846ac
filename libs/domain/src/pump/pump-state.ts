import type { Drug, EpochMs, EventData, EventOrder, PumpId } from '@cisterna/contract';
import { emptyBook, type AlertBook } from '../alerts/episode.ts';
import { initialCatheter, type Catheter } from '../catheter/catheter.ts';
import { initialCompleteness, type Completeness, type Place } from '../completeness/completeness.ts';
import { initialConnectivity, type Connectivity } from '../connectivity/connectivity.ts';
import { initialFlow, type Flow } from '../flow/flow.ts';
import { initialHabit, withHabit, type BolusHabit } from '../forecast/bolus-habit.ts';
import type { LevelInputs } from '../forecast/estimate.ts';
import { initialLevelBelief, type LevelBelief } from '../forecast/level-belief.ts';
import { initialMechanism, type Mechanism } from '../mechanism/mechanism.ts';
import { initialMriRecovery, type MriRecovery } from '../mechanism/mri-recovery.ts';
import type { MriWindow } from '../mechanism/mri-window.ts';
import { initialIndirect, type IndirectSuspicion } from '../therapy-effect/indirect-suspicion.ts';
import type { VoidRecord } from '../records/voids.ts';
import { initialReservoir, type Reservoir } from '../reservoir/reservoir.ts';
import type { Therapy } from '../therapy/therapy.ts';

export type Registration = EventData<'pump.registered.v1'>;

/** Everything a pump's history says, after folding it in (boot, seq, entry) order. Plain data: what JSON gives back folds on the same. */
export interface PumpState {
  readonly pumpId: PumpId;
  /** How many distinct events are folded in, voided ones and voids too. */
  readonly version: number;
  /** The last event folded; null before any. */
  readonly last: (EventOrder & { readonly at: EpochMs }) | null;
  /** The newest one; before the first, that first one. Null while the pump is unknown. */
  readonly registration: Registration | null;
  readonly historyStart: Place | null;
  readonly therapy: Therapy | null;
  readonly reservoir: Reservoir;
  readonly level: LevelBelief;
  readonly habit: BolusHabit;
  readonly mechanism: Mechanism;
  readonly flow: Flow;
  readonly catheter: Catheter;
  /** What the patient shows of the catheter; kept for pumps without a pressure sensor alone. */
  readonly indirect: IndirectSuspicion;
  readonly completeness: Completeness;
  readonly connectivity: Connectivity;
  readonly mriWindows: readonly MriWindow[];
  readonly mriRecovery: MriRecovery;
  readonly voids: readonly VoidRecord[];
  readonly alerts: AlertBook;
  readonly explantedAt: EpochMs | null;
}

export const initialPump = (pumpId: PumpId): PumpState => ({
  pumpId,
  version: 0,
  last: null,
  registration: null,
  historyStart: null,
  therapy: null,
  reservoir: initialReservoir,
  level: initialLevelBelief,
  habit: initialHabit,
  mechanism: initialMechanism,
  flow: initialFlow,
  catheter: initialCatheter,
  indirect: initialIndirect,
  completeness: initialCompleteness,
  connectivity: initialConnectivity,
  mriWindows: [],
  mriRecovery: initialMriRecovery,
  voids: [],
  alerts: emptyBook,
  explantedAt: null,
});

/** When the account of the present fill stood as it does: at its last report, or at the refill. */
const accountAt = ({ reservoir, last }: PumpState, filledAt: EpochMs): EpochMs =>
  Math.min(Math.max(filledAt, reservoir.missing.coveredThrough ?? filledAt), Math.max(filledAt, last?.at ?? filledAt));

/** What the estimate of the level needs; null before the first refill. */
export const levelInputs = (state: PumpState): LevelInputs | null => {
  const { fill, missing } = state.reservoir;
  if (fill === null) return null;
  const unreportedNl = withHabit(missing.unreportedNl, state.habit, state.therapy);
  return {
    filledNl: fill.filledNl,
    accountNl: fill.deliveredNl + unreportedNl,
    unreportedNl,
    at: accountAt(state, fill.at),
    belief: state.level,
    capacityNl: state.registration?.reservoirCapacityNl ?? null,
  };
};

/** The drugs of the latest refill that names them, else of the registration. */
export const drugsOf = (state: PumpState): readonly Drug[] => state.reservoir.drugs ?? state.registration?.drugs ?? [];
