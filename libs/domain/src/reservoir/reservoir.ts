import { nanolitres, parseTime } from '@cisterna/contract';
import type { DeliveryReported, Drug, EpochMs, Nanolitres, PumpEvent, ReservoirRefilled } from '@cisterna/contract';
import { addVolumes, type Fill } from './fill.ts';
import { reconcile, type Reconciliation } from './reconciliation.ts';
import { noMissing, type MissingReports } from './missing-reports.ts';

/** The volume account of a pump. */
export interface Reservoir {
  /** Null before the first refill. */
  readonly fill: Fill | null;
  /** Those of the latest refill that names any; null while none did (then the registration's count). */
  readonly drugs: readonly Drug[] | null;
  readonly sensedNl: Nanolitres | null;
  readonly sensedAt: EpochMs | null;
  readonly missing: MissingReports;
  readonly lastReconciliation: Reconciliation | null;
}

export const initialReservoir: Reservoir = {
  fill: null,
  drugs: null,
  sensedNl: null,
  sensedAt: null,
  missing: noMissing,
  lastReconciliation: null,
};

const refill = (r: Reservoir, event: ReservoirRefilled): Reservoir => {
  const { filledNl, aspiratedNl, drugs, drugExpiresAt } = event.data;
  const order = { boot: event.boot, seq: event.seq, entry: event.entry };
  const reconciliation = r.fill === null ? null : reconcile(r.fill, { order, at: event.at, aspiratedNl });
  return {
    ...r,
    fill: { order, at: event.at, filledNl, deliveredNl: nanolitres(0), drugExpiresAt: drugExpiresAt == null ? null : parseTime(drugExpiresAt) },
    drugs: drugs == null || drugs.length === 0 ? r.drugs : drugs,
    missing: { ...noMissing, coveredThrough: r.missing.coveredThrough },
    lastReconciliation: reconciliation ?? r.lastReconciliation,
  };
};

const fillAfter = ({ order, at, filledNl, deliveredNl, drugExpiresAt }: Fill, reportedNl: Nanolitres): Fill => ({
  order,
  at,
  filledNl,
  deliveredNl: addVolumes(deliveredNl, reportedNl),
  drugExpiresAt,
});

/** Written out, member by member: this runs for every report there is. */
const report = ({ fill, drugs, sensedNl, sensedAt, lastReconciliation }: Reservoir, missing: MissingReports, { at, data }: DeliveryReported): Reservoir => {
  const sensed = data.reservoirSensedNl;
  return {
    fill: fill === null ? null : fillAfter(fill, data.deliveredNl),
    drugs,
    sensedNl: sensed ?? sensedNl,
    sensedAt: sensed === null ? sensedAt : at,
    missing,
    lastReconciliation,
  };
};

/** A report counts wholly in the fill that its place in the order falls into. `missing`: what is missing of this fill after the event. */
export const evolveReservoir = (r: Reservoir, event: PumpEvent, missing: MissingReports): Reservoir => {
  switch (event.type) {
    case 'reservoir.refilled.v1':
      return refill(missing === r.missing ? r : { ...r, missing }, event);
    case 'delivery.reported.v1':
      return report(r, missing, event);
    default:
      return missing === r.missing ? r : { ...r, missing };
  }
};
