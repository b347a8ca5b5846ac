import Type, { type Static } from 'typebox';
import { field, nullable, optional } from '../fields.ts';

/** Drugs that the priority table of alerts knows; `other` counts as the most dangerous. */
export const drugCode = Type.Enum([
  'baclofen',
  'morphine',
  'hydromorphone',
  'fentanyl',
  'sufentanil',
  'ziconotide',
  'bupivacaine',
  'clonidine',
  'saline',
  'other',
]);

/** One drug of the solution in the reservoir; the first of a list is the primary one. */
export const drug = Type.Object({
  code: drugCode,
  concentrationMicrogramsPerMl: Type.Number({ minimum: 0 }),
});

/** `pump.registered.v1`: what the pump is and whose; a later one replaces the former. */
export const pumpRegisteredData = Type.Object({
  clinicId: field.name,
  model: field.text,
  serial: field.text,
  reservoirCapacityNl: field.volumeNl,
  lowReservoirNl: field.volumeNl,
  drugs: Type.Array(drug),
  reportIntervalSeconds: field.seconds,
  sensors: Type.Object({ reservoir: field.flag, catheterPressure: field.flag }),
  implantedAt: optional(field.time),
  patientRef: optional(field.text),
  historyStartsAt: optional(Type.Object({ boot: field.boot, seq: field.seq })),
});

/** `pump.booted.v1`: the pump restarted; says where the former boot ended, null when it does not know. */
export const pumpBootedData = Type.Object({
  previousBoot: nullable(field.boot),
  previousLastSeq: nullable(field.seqOrNone),
  reason: Type.Enum(['initial', 'battery-reset', 'watchdog', 'firmware', 'unknown']),
});

/** `pump.explanted.v1`: the end of the history. */
export const pumpExplantedData = Type.Object({ reason: optional(field.text) });

/** A drug's code. */
export type DrugCode = Static<typeof drugCode>;
/** A drug with its concentration in micrograms per millilitre. */
export type Drug = Static<typeof drug>;
