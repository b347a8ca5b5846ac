import Type, { type Static } from 'typebox';
import { field, nullable, optional } from '../fields.ts';

const segment = Type.Object({
  startMinute: Type.Integer({ minimum: 0, maximum: 1439, description: "Minute of the pump clock's UTC day." }),
  rateNlPerHour: field.rateNlPerHour,
});

/** One stretch of the day's schedule, up to the next one's start. */
export type TherapySegment = Static<typeof segment>;

const ascendingFromMidnight = (segments: readonly TherapySegment[]): boolean => {
  let former = -1;
  for (const { startMinute } of segments) {
    if (startMinute <= former) return false;
    former = startMinute;
  }
  return segments.length === 0 || segments[0]?.startMinute === 0;
};

const segments = Type.Refine(
  Type.Array(segment, { description: 'Ascending, the first at minute 0; none when the mode is stopped.' }),
  ascendingFromMidnight,
  () => 'must ascend by startMinute, the first at 0',
);

const patientBolus = Type.Object({ volumeNl: field.volumeNl, lockoutSeconds: field.seconds, maxPerDay: field.count });

/** `therapy.programmed.v1`: the schedule from now on; the mode `stopped` has no segments, every other has at least one. */
export const therapyProgrammedData = Type.Refine(
  Type.Object({
    mode: Type.Enum(['continuous', 'flex', 'minimum-rate', 'stopped']),
    segments,
    patientBolus: nullable(patientBolus),
    by: optional(field.text),
  }),
  ({ mode, segments: given }) => (mode === 'stopped') === (given.length === 0),
  ({ mode }) => (mode === 'stopped' ? 'must have no segments when stopped' : 'must have a segment unless stopped'),
);

/** What a patient may ask for: a volume, a lockout and a daily limit. */
export type PatientBolus = Static<typeof patientBolus>;
