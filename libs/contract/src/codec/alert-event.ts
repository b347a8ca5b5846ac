import Type, { type Static } from 'typebox';
import { field } from '../fields.ts';
import { type AlertChange, type AlertView, alertView } from '../http/alert-view.ts';
import { isSimulated } from '../identity.ts';
import { type EpochMs, formatTime } from '../time.ts';

/** The CloudEvent of one kind of change of an alert; `data` is the alert after it. */
export const alertEventSchema = <Change extends AlertChange>(change: Change) =>
  Type.Object({
    specversion: Type.Literal('1.0'),
    id: Type.String({ description: '`<alertId>:<version>`' }),
    source: Type.Literal('/cisterna/alerts'),
    type: Type.Literal(`alert.${change}.v1`),
    subject: field.name,
    time: field.time,
    datacontenttype: Type.Literal('application/json'),
    simulated: Type.Optional(Type.Literal(true, { description: 'The pump is the simulator’s, by its id.' })),
    data: alertView,
  });

/** A change of an alert as it is published. */
export type AlertEvent = { [C in AlertChange]: Static<ReturnType<typeof alertEventSchema<C>>> }[AlertChange];

/** The CloudEvent that tells of an alert's change at `at`; marked where the pump is a simulated one. */
export const toAlertEvent = (alert: AlertView, change: AlertChange, at: EpochMs): AlertEvent => ({
  specversion: '1.0',
  id: `${alert.id}:${alert.version}`,
  source: '/cisterna/alerts',
  type: `alert.${change}.v1`,
  subject: alert.pumpId,
  time: formatTime(at),
  datacontenttype: 'application/json',
  ...(isSimulated(alert.pumpId) ? { simulated: true } : {}),
  data: alert,
});
