import Type from 'typebox';
import { field, optional } from '../fields.ts';

/** `symptom.reported.v1`. */
export const symptomReportedData = Type.Object({
  kind: Type.Enum(['withdrawal', 'underdose', 'overdose', 'none']),
  severity: Type.Integer({ minimum: 0, maximum: 10 }),
  by: optional(field.text),
});

/** `annotation.recorded.v1`: a stretch of time that explains what is seen in it. */
export const annotationRecordedData = Type.Object({
  kind: Type.Enum(['mri', 'procedure', 'travel', 'note']),
  startsAt: field.time,
  endsAt: field.time,
  text: optional(field.text),
});

/** `record.voided.v1`: a person takes back a person's record; the fold skips the one it names. */
export const recordVoidedData = Type.Object({
  entryOf: Type.Object({ boot: field.boot, seq: field.seqOrNone, entry: field.entry }),
  reason: field.text,
  by: optional(field.text),
});
