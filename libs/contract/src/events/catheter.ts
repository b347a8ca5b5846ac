import Type from 'typebox';
import { field, optional } from '../fields.ts';

/** `catheter.examined.v1`: `patent` ends a suspicion, a defect confirms it. */
export const catheterExaminedData = Type.Object({
  method: Type.Enum(['side-port-aspiration', 'dye-study', 'x-ray', 'ct', 'other']),
  finding: Type.Enum(['patent', 'occluded', 'leaking', 'disconnected', 'migrated', 'inconclusive']),
  by: optional(field.text),
});

/** `catheter.revised.v1`: a new catheter, baselines start afresh. */
export const catheterRevisedData = Type.Object({ text: optional(field.text) });
