import Type, { type Static } from 'typebox';

/** The device's own alarms. */
export const deviceAlarm = Type.Enum([
  'low-reservoir',
  'empty-reservoir',
  'motor-stall',
  'pump-stopped',
  'replacement-due',
  'end-of-service',
  'memory-error',
  'critical-memory-error',
  'low-battery-reset',
  'over-pressure',
]);

/** `alarm.raised.v1` and `alarm.cleared.v1`. */
export const alarmData = Type.Object({ alarm: deviceAlarm });

/** One of the device's own alarms. */
export type DeviceAlarm = Static<typeof deviceAlarm>;
