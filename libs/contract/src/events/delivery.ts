import Type from 'typebox';
import { field, nullable, optional } from '../fields.ts';

/** `delivery.reported.v1`: the pump's own account of one period, basal and boluses together; its `time` is the period's end. */
export const deliveryReportedData = Type.Object({
  periodStart: field.time,
  periodSeconds: field.seconds,
  programmedNl: field.volumeNl,
  deliveredNl: field.volumeNl,
  reservoirSensedNl: nullable(field.volumeNl),
  catheterPressure: nullable(Type.Object({ meanPa: field.pressurePa, pulsationPa: field.pulsationPa })),
  batteryMillivolts: optional(field.count),
});
