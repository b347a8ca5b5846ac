import { decodeRecord, eventId, formatTime, type EventType } from '@cisterna/contract';
import type { LoggedRecord } from '@cisterna/event-log';
import type { Arrived } from '../batch/intake.ts';
import type { ServiceTime } from '../pumps/service-time.ts';

/** Time before the first event of every history here. */
export const startAt = Date.UTC(2026, 0, 1);
export const hour = 3_600_000;
/** So many hours after the start. */
export const atHour = (hours: number): number => startAt + hours * hour;

/** The wall shows `now`; unless told otherwise nothing is known of the time up to which the partition has been read, as in a batch. */
export const wallTime = (now: number, readThrough = -Infinity): ServiceTime => ({ kind: 'wall', before: now, now, readThrough, outages: [] });

/** A CloudEvent as a gateway sends it. */
export type Envelope = Readonly<Record<string, unknown>>;

export interface Place {
  readonly pumpId?: string;
  readonly boot?: number;
  readonly seq: number;
  readonly entry?: number;
  /** By the pump's clock; the hour of its seq unless given. */
  readonly at?: number;
}

export const envelope = (
  type: EventType,
  data: object,
  { pumpId = 'P-1', boot = 1, seq, entry = 0, at = atHour(seq) }: Place,
): Envelope => ({
  specversion: '1.0',
  id: eventId({ pumpId, boot, seq, entry }),
  source: entry === 0 ? `/pumps/${pumpId}` : '/clinics/north',
  subject: pumpId,
  type,
  time: formatTime(at),
  boot,
  seq,
  ...(entry === 0 ? {} : { entry }),
  data,
});

/** A 20 mL pump that reports every hour. */
export const registration = (place: Place, over: object = {}): Envelope =>
  envelope(
    'pump.registered.v1',
    {
      clinicId: 'north',
      model: 'PM-20',
      serial: 'S1',
      reservoirCapacityNl: 20_000_000,
      lowReservoirNl: 2_000_000,
      drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }],
      reportIntervalSeconds: 3600,
      sensors: { reservoir: false, catheterPressure: false },
      ...over,
    },
    place,
  );

export const report = (deliveredNl: number, place: Place, over: object = {}): Envelope => {
  const periodStart = formatTime((place.at ?? atHour(place.seq)) - hour);
  return envelope(
    'delivery.reported.v1',
    {
      periodStart,
      periodSeconds: 3600,
      programmedNl: 400_000,
      deliveredNl,
      reservoirSensedNl: null,
      catheterPressure: null,
      ...over,
    },
    place,
  );
};

export const refill = (filledNl: number, place: Place, over: object = {}): Envelope =>
  envelope('reservoir.refilled.v1', { aspiratedNl: 0, filledNl, ...over }, place);

export const alarm = (name: string, place: Place): Envelope => envelope('alarm.raised.v1', { alarm: name }, place);

const utf8 = new TextEncoder();

/** The log's record of a value (an event, or any text), received a second after the event's time unless told otherwise. */
export const logged = (
  value: Envelope | string | null,
  offset: number,
  over: Partial<LoggedRecord> = {},
): LoggedRecord => {
  const event = typeof value === 'object' && value !== null ? value : {};
  const { subject, time } = event;
  return {
    key: typeof subject === 'string' ? utf8.encode(subject) : null,
    value: value === null ? null : utf8.encode(typeof value === 'string' ? value : JSON.stringify(value)),
    headers: { 'content-type': utf8.encode('application/cloudevents+json') },
    receivedAt: typeof time === 'string' ? Date.parse(time) + 1000 : startAt,
    offset: BigInt(offset),
    ...over,
  };
};

/** An event as intake hands it on; `text` writes the same, or another, event in other words. */
export const arrived = (event: Envelope, offset = 0, text = JSON.stringify(event)): Arrived => {
  const record = logged(text, offset, { key: logged(event, offset).key, receivedAt: logged(event, offset).receivedAt });
  const decoded = decodeRecord(record);
  if (!decoded.ok) throw new TypeError(decoded.detail);
  return { event: decoded.event, text: decoded.text, bytes: decoded.bytes, offset: record.offset };
};
