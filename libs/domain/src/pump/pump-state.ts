import type { Drug, EpochMs, EventData, EventOrder, PumpId } from '@cisterna/contract';
import { emptyBook, type AlertBook } from '../alerts/episode.ts';
import { initialCatheter, type Catheter } from '../catheter/catheter.ts';
import { initialCompleteness, type Completeness, type Place } from '../completeness/completeness.ts';
import { initialConnectivity, type Connectivity } from '../connectivity/connectivity.ts';
import type { LevelInputs } from '../forecast/estimate.ts';
import { initialRatios, type DeliveryRatios } from '../forecast/delivery-ratios.ts';
import { initialMechanism, type Mechanism } from '../mechanism/mechanism.ts';
import type { MriWindow } from '../mechanism/mri-window.ts';
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
  readonly ratios: DeliveryRatios;
  readonly mechanism: Mechanism;
  readonly catheter: Catheter;
  readonly completeness: Completeness;
  readonly connectivity: Connectivity;
  readonly mriWindows: readonly MriWindow[];
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
  ratios: initialRatios,
  mechanism: initialMechanism,
  catheter: initialCatheter,
  completeness: initialCompleteness,
  connectivity: initialConnectivity,
  mriWindows: [],
  voids: [],
  alerts: emptyBook,
  explantedAt: null,
});

/** What the estimate of the level needs; null before the first refill. */
export const levelInputs = ({ reservoir, ratios, registration }: PumpState): LevelInputs | null =>
  reservoir.fill === null
    ? null
    : {
        filledNl: reservoir.fill.filledNl,
        deliveredNl: reservoir.fill.deliveredNl,
        unreportedNl: reservoir.missing.unreportedNl,
        ratios,
        capacityNl: registration?.reservoirCapacityNl ?? null,
      };

/** The drugs of the latest refill that names them, else of the registration. */
export const drugsOf = (state: PumpState): readonly Drug[] => state.reservoir.drugs ?? state.registration?.drugs ?? [];
