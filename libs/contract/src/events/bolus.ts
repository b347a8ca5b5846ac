import Type from 'typebox';
import { field } from '../fields.ts';

/** `bolus.delivered.v1`: already counted in a report's `deliveredNl`. */
export const bolusDeliveredData = Type.Object({
  origin: Type.Enum(['patient', 'clinician']),
  kind: Type.Enum(['patient', 'single', 'priming', 'bridge']),
  volumeNl: field.volumeNl,
  durationSeconds: field.seconds,
});

/** `bolus.denied.v1`: the patient asked and the pump refused. */
export const bolusDeniedData = Type.Object({
  reason: Type.Enum(['lockout', 'daily-maximum', 'low-reservoir', 'pump-stopped']),
});
