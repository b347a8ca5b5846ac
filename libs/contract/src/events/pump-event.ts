import type { Static } from 'typebox';
import type { EventIdentity } from '../identity.ts';
import type { EpochMs } from '../time.ts';
import { alarmData } from './alarm.ts';
import { bolusDeliveredData, bolusDeniedData } from './bolus.ts';
import { catheterExaminedData, catheterRevisedData } from './catheter.ts';
import { deliveryReportedData } from './delivery.ts';
import { pumpBootedData, pumpExplantedData, pumpRegisteredData } from './pump.ts';
import { annotationRecordedData, recordVoidedData, symptomReportedData } from './record.ts';
import { reservoirRefilledData } from './reservoir.ts';
import { therapyProgrammedData } from './therapy.ts';

/** The schema of `data` for every event type: types, validators, OpenAPI and AsyncAPI come from here. */
export const eventDataSchemas = {
  'pump.registered.v1': pumpRegisteredData,
  'pump.booted.v1': pumpBootedData,
  'therapy.programmed.v1': therapyProgrammedData,
  'delivery.reported.v1': deliveryReportedData,
  'bolus.delivered.v1': bolusDeliveredData,
  'bolus.denied.v1': bolusDeniedData,
  'reservoir.refilled.v1': reservoirRefilledData,
  'alarm.raised.v1': alarmData,
  'alarm.cleared.v1': alarmData,
  'symptom.reported.v1': symptomReportedData,
  'annotation.recorded.v1': annotationRecordedData,
  'catheter.examined.v1': catheterExaminedData,
  'catheter.revised.v1': catheterRevisedData,
  'record.voided.v1': recordVoidedData,
  'pump.explanted.v1': pumpExplantedData,
} as const;

/** The name of an event type with its version. */
export type EventType = keyof typeof eventDataSchemas;

/** The `data` of an event type, as on the wire; times in it stay texts. */
export type EventData<Type extends EventType> = Static<(typeof eventDataSchemas)[Type]>;

/** An event of a pump's history, decoded and checked. */
export interface PumpEventOf<Type extends EventType> extends EventIdentity {
  readonly type: Type;
  /** When it happened by the pump's clock (for a report: the end of its period). */
  readonly at: EpochMs;
  /** The clinic whose person recorded it; null on the pump's own events. */
  readonly clinicId: string | null;
  /** The timestamp of the log record that brought it. */
  readonly receivedAt: EpochMs;
  readonly data: EventData<Type>;
}

export type PumpRegistered = PumpEventOf<'pump.registered.v1'>;
export type PumpBooted = PumpEventOf<'pump.booted.v1'>;
export type TherapyProgrammed = PumpEventOf<'therapy.programmed.v1'>;
export type DeliveryReported = PumpEventOf<'delivery.reported.v1'>;
export type BolusDelivered = PumpEventOf<'bolus.delivered.v1'>;
export type BolusDenied = PumpEventOf<'bolus.denied.v1'>;
export type ReservoirRefilled = PumpEventOf<'reservoir.refilled.v1'>;
export type AlarmRaised = PumpEventOf<'alarm.raised.v1'>;
export type AlarmCleared = PumpEventOf<'alarm.cleared.v1'>;
export type SymptomReported = PumpEventOf<'symptom.reported.v1'>;
export type AnnotationRecorded = PumpEventOf<'annotation.recorded.v1'>;
export type CatheterExamined = PumpEventOf<'catheter.examined.v1'>;
export type CatheterRevised = PumpEventOf<'catheter.revised.v1'>;
export type RecordVoided = PumpEventOf<'record.voided.v1'>;
export type PumpExplanted = PumpEventOf<'pump.explanted.v1'>;

/** Any event of a pump's history; `type` tells which. */
export type PumpEvent = { [Type in EventType]: PumpEventOf<Type> }[EventType];
