import Type, { type Static } from 'typebox';
import { field, nullable } from '../fields.ts';

/** What a refill says about the account before it; `discrepancyNl` is positive when less was delivered than the pump says. */
export const reconciliationView = Type.Object({
  at: field.time,
  aspiratedNl: field.volumeNl,
  expectedNl: field.volumeNl,
  discrepancyNl: field.signedVolumeNl,
  limitNl: field.volumeNl,
  withinLimit: field.flag,
  deliveredNl: field.volumeNl,
  deliveryRatio: nullable(Type.Number()),
  complete: field.flag,
});

/** The account of the present fill, without the last reconciliation; all null before the first refill. */
export const reservoirLevels = Type.Object({
  capacityNl: nullable(field.volumeNl),
  lowReservoirNl: nullable(field.volumeNl),
  filledNl: nullable(field.volumeNl),
  filledAt: nullable(field.time),
  deliveredSinceFillNl: nullable(field.volumeNl),
  computedLevelNl: nullable(field.volumeNl),
  sensedLevelNl: nullable(field.volumeNl),
  sensedAt: nullable(field.time),
  estimate: nullable(Type.Object({ p10Nl: field.volumeNl, p50Nl: field.volumeNl, p90Nl: field.volumeNl })),
  unreportedNl: nullable(field.volumeNl),
});

/** The account of the present fill with the last reconciliation. */
export const reservoirView = Type.Object({
  ...reservoirLevels.properties,
  lastReconciliation: nullable(reconciliationView),
});

const moments = Type.Object({ p10: field.time, p50: field.time, p90: field.time });

/** How urgent a refill is. */
export const refillStatus = Type.Enum(['ok', 'due-soon', 'due', 'overdue', 'unknown']);

/** When the reservoir runs low and empty, and by when it must be refilled; the forecasts are null when nothing is being delivered. */
export const refillView = Type.Object({
  lowAt: nullable(moments),
  emptyAt: nullable(moments),
  drugExpiresAt: nullable(field.time),
  refillBy: nullable(field.time),
  because: nullable(Type.Enum(['low-reservoir', 'drug-expiry', 'maximum-interval'])),
  status: refillStatus,
});

export type ReconciliationView = Static<typeof reconciliationView>;
export type ReservoirView = Static<typeof reservoirView>;
export type RefillView = Static<typeof refillView>;
export type RefillStatus = Static<typeof refillStatus>;
