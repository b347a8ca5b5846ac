import Type, { type Static } from 'typebox';
import type { EventData, EventType, PumpEvent } from '../events/pump-event.ts';
import { field } from '../fields.ts';
import { eventId, maxOrdinal } from '../identity.ts';
import { formatTime } from '../time.ts';

/** The attributes of a telemetry event as it is written, without `type` and `data`. */
export const writtenAttributes = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String({ description: "`<pumpId>:<boot>:<seq>`, a person's record `<pumpId>:<boot>:<seq>+<entry>`" }),
  source: Type.String({ description: "`/pumps/<pumpId>`, a person's record `/clinics/<clinicId>`" }),
  subject: field.name,
  time: field.time,
  boot: field.boot,
  seq: field.seqOrNone,
  entry: Type.Optional(Type.Integer({ minimum: 0, maximum: maxOrdinal, default: 0 })),
  datacontenttype: Type.Optional(Type.Literal('application/json')),
});

/** A telemetry event as the structured CloudEvent that goes over the wire. */
export type CloudEvent = {
  [T in EventType]: Static<typeof writtenAttributes> & { type: T; data: EventData<T> };
}[EventType];

type WithoutReceipt<Event> = Event extends PumpEvent ? Omit<Event, 'receivedAt'> : never;

/** An event that no log has received yet. */
export type PumpFact = WithoutReceipt<PumpEvent>;

/** The CloudEvent of an event; its source is the clinic where `clinicId` names one, else the pump. */
export const toCloudEvent = (event: PumpFact): CloudEvent => {
  const { type, pumpId, boot, seq, entry, at, clinicId, data } = event;
  const cloudEvent = {
    specversion: '1.0',
    id: eventId(event),
    source: clinicId === null ? `/pumps/${pumpId}` : `/clinics/${clinicId}`,
    type,
    subject: pumpId,
    time: formatTime(at),
    boot,
    seq,
    ...(entry === 0 ? {} : { entry }),
    datacontenttype: 'application/json',
    data,
  };
  return cloudEvent as CloudEvent;
};

/** The structured JSON text of an event, as it is appended to the log. */
export const encodeCloudEvent = (event: PumpFact): string => JSON.stringify(toCloudEvent(event));
