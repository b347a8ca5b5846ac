import Type from 'typebox';
import { field, optional } from '../fields.ts';
import { drug } from './pump.ts';

/** `reservoir.refilled.v1`: what was drawn out, then what was put in. */
export const reservoirRefilledData = Type.Object({
  aspiratedNl: field.volumeNl,
  filledNl: field.volumeNl,
  drugs: optional(Type.Array(drug)),
  drugExpiresAt: optional(field.time),
  by: optional(field.text),
});
