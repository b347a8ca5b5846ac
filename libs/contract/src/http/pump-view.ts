import Type, { type Static } from 'typebox';
import { deviceAlarm } from '../events/alarm.ts';
import { pumpRegisteredData } from '../events/pump.ts';
import { therapyProgrammedData } from '../events/therapy.ts';
import { field, nullable } from '../fields.ts';
import { alertPriority } from './alert-view.ts';
import { catheterSummary, catheterView } from './catheter-view.ts';
import { refillView, reservoirLevels, reservoirView } from './reservoir-view.ts';

/** Whether drug is being delivered; `unknown` when silent or nothing reported yet. */
export const deliveryState = Type.Enum(['delivering', 'not-delivering', 'unknown']);

const mechanismView = Type.Object({
  motor: Type.Enum(['running', 'stalled', 'stopped', 'unknown']),
  stalledSince: nullable(field.time),
  stallCount: field.count,
  battery: Type.Enum(['ok', 'replacement-due', 'end-of-service']),
  openDeviceAlarms: Type.Array(deviceAlarm),
});

const gap = Type.Object({
  boot: field.boot,
  from: field.seq,
  to: field.seq,
  toBoot: Type.Optional(Type.Integer({ description: 'The last of several boots in a row of which nothing came.' })),
});

const completenessSummary = Type.Object({
  completeThrough: nullable(Type.Object({ boot: field.boot, seq: field.seq, time: field.time })),
  missing: field.count,
});

const completenessView = Type.Object({
  ...completenessSummary.properties,
  gaps: Type.Array(gap, { description: 'The first 1 000.' }),
});

const connectivityView = Type.Object({
  lastReceivedAt: nullable(field.time),
  lastEventAt: nullable(field.time),
  clockSkewSeconds: nullable(Type.Integer({ description: "Positive: the pump's clock is ahead." })),
  silent: field.flag,
});

const frame = {
  id: field.name,
  clinicId: nullable(field.name),
  registration: nullable(pumpRegisteredData),
  deliveryState,
  refill: refillView,
  mechanism: mechanismView,
  connectivity: connectivityView,
  alerts: Type.Object({ open: field.count, unacknowledged: field.count, highestPriority: nullable(alertPriority) }),
  asOf: field.time,
  version: Type.Integer({ minimum: 0, description: 'How many distinct events are folded in.' }),
};

/** The programme as received and since when it holds. */
export const therapyView = Type.Object({ ...therapyProgrammedData.properties, since: field.time });

/** `GET /v1/pumps/{id}`. */
export const pumpView = Type.Object({
  ...frame,
  therapy: nullable(therapyView),
  reservoir: reservoirView,
  catheter: catheterView,
  completeness: completenessView,
});

/** An item of `GET /v1/pumps`: the view without therapy, last reconciliation, evidence and gap list. */
export const pumpSummary = Type.Object({
  ...frame,
  reservoir: reservoirLevels,
  catheter: catheterSummary,
  completeness: completenessSummary,
});

export type DeliveryState = Static<typeof deliveryState>;
export type MechanismView = Static<typeof mechanismView>;
export type Gap = Static<typeof gap>;
export type CompletenessView = Static<typeof completenessView>;
export type ConnectivityView = Static<typeof connectivityView>;
export type TherapyView = Static<typeof therapyView>;
export type PumpView = Static<typeof pumpView>;
export type PumpSummary = Static<typeof pumpSummary>;
