import Type, { type Static } from 'typebox';
import { type Fault, faultsOf } from '../codec/fault.ts';
import { textFaults } from '../codec/text.ts';
import { eventDataSchemas } from '../events/pump-event.ts';
import { field, optional } from '../fields.ts';

/** The event type that each call for a person's record writes. */
export const recordTypes = {
  refills: 'reservoir.refilled.v1',
  examinations: 'catheter.examined.v1',
  symptoms: 'symptom.reported.v1',
  annotations: 'annotation.recorded.v1',
  'catheter-revisions': 'catheter.revised.v1',
  voids: 'record.voided.v1',
} as const;

const time = optional(field.time);

/** The body of each call for a person's record: the `data` of its event, and `time`, now when left out. */
export const recordBodySchemas = {
  refills: Type.Object({ ...eventDataSchemas[recordTypes.refills].properties, time }),
  examinations: Type.Object({ ...eventDataSchemas[recordTypes.examinations].properties, time }),
  symptoms: Type.Object({ ...eventDataSchemas[recordTypes.symptoms].properties, time }),
  annotations: Type.Object({ ...eventDataSchemas[recordTypes.annotations].properties, time }),
  'catheter-revisions': Type.Object({ ...eventDataSchemas[recordTypes['catheter-revisions']].properties, time }),
  voids: Type.Object({ ...eventDataSchemas[recordTypes.voids].properties, time }),
} as const;

/** A call that takes a person's record. */
export type RecordCall = keyof typeof recordTypes;

/** The sound body of a call. */
export type RecordBody<Call extends RecordCall> = Static<(typeof recordBodySchemas)[Call]>;

/** Names every fault of a body, pointers from its root; empty means that it is a RecordBody of that call. */
export const recordBodyFaults = (call: RecordCall, body: unknown): Fault[] => [
  ...faultsOf(recordBodySchemas[call], body),
  ...textFaults(body),
];
