import type { EventKind, EventKinds } from '../events/event-kind.ts';
import type { PumpEvent } from '../events/pump-event.ts';
import { eventId, isEventId, isName } from '../identity.ts';
import { type EpochMs, parseTime } from '../time.ts';
import { type Envelope, envelopeSchema, isEnvelope } from './envelope.ts';
import { type Fault, faultsOf } from './fault.ts';
import type { DeadLetterCode } from './log-record.ts';
import { textFaults } from './text.ts';

/** A record's value read as a structured event, nothing checked but its JSON. */
export interface Message {
  readonly ok: true;
  readonly value: unknown;
  readonly text: string;
  /** `text` in UTF-8, where it was received so. */
  readonly bytes?: Uint8Array;
  /** What was wrong with the attributes before they became JSON (headers of binary mode). */
  readonly faults: readonly Fault[];
}

/** A value that is no JSON. */
export interface UnreadableMessage {
  readonly ok: false;
  readonly detail: string;
}

/** How a message came. `key` undefined: over a way that has no keys. */
export interface Delivery {
  readonly key: Uint8Array | null | undefined;
  /** The key with one character for each byte, where that is at hand. */
  readonly keyText?: string | null;
  readonly receivedAt: EpochMs;
}

/** Why a message is no event. */
export interface Refusal {
  readonly code: DeadLetterCode;
  readonly detail: string;
}

/** The earliest `time` that is taken: 2000-01-01T00:00:00Z. */
const earliest = 946_684_800_000;
const dayMs = 86_400_000;
const namedFaults = 100;
const pumpSource = '/pumps/';
const clinicSource = '/clinics/';

const refuse = (code: DeadLetterCode, faults: readonly Fault[]): Refusal => {
  const named = faults.slice(0, namedFaults).map(({ pointer, detail }) => `${pointer || 'the event'} ${detail}`);
  if (faults.length > namedFaults) named.push(`and ${faults.length - namedFaults} more`);
  return { code, detail: named.join('; ') };
};

const refuseEnvelope = (message: Message): Refusal | null => {
  if (message.faults.length === 0 && isEnvelope(message.value)) return null;
  return refuse('not-a-cloudevent', [...message.faults, ...faultsOf(envelopeSchema, message.value)]);
};

const voidFaults = ({ type, entry }: Envelope): Fault[] =>
  type === 'record.voided.v1' && (entry ?? 0) === 0
    ? [{ pointer: '/entry', detail: "must be at least 1: only a person's record voids a record" }]
    : [];

/** Names every fault of an event's data and of its texts anywhere; a text fault can only come from an escape. */
const refuseData = (envelope: Envelope, kind: EventKind, text: string): Refusal | null => {
  const escaped = text.includes('\\u');
  if (!escaped && kind.check(envelope.data) && envelope.type !== 'record.voided.v1') return null;
  const missing = envelope.data === undefined ? [{ pointer: '/data', detail: 'is missing' }] : null;
  const faults = [
    ...(missing ?? faultsOf(kind.schema, envelope.data, '/data')),
    ...(escaped ? textFaults(envelope) : []),
    ...voidFaults(envelope),
  ];
  return faults.length === 0 ? null : refuse('invalid-data', faults);
};

const isClinicSource = (source: string): boolean =>
  source.startsWith(clinicSource) && isName(source.slice(clinicSource.length));

/** Compared piece by piece: a text put together for each event would be garbage for each event. */
const isPumpSource = (source: string, subject: string): boolean =>
  source.length === pumpSource.length + subject.length && source.startsWith(pumpSource) && source.endsWith(subject);

const refuseIdentity = ({ id, source, subject, boot, seq, entry }: Envelope): Refusal | null => {
  const place = entry ?? 0;
  const identity = { pumpId: subject, boot, seq, entry: place };
  const sourceFits = place === 0 ? isPumpSource(source, subject) : isClinicSource(source);
  const idFits = isEventId(id, identity);
  if (idFits && sourceFits) return null;
  const faults: Fault[] = [];
  if (!idFits) faults.push({ pointer: '/id', detail: `must be ${eventId(identity)}` });
  if (!sourceFits)
    faults.push({
      pointer: '/source',
      detail: `must be ${place === 0 ? pumpSource + subject : `${clinicSource}<clinicId>`}`,
    });
  return refuse('id-mismatch', faults);
};

const spells = (bytes: Uint8Array, text: string): boolean => {
  if (bytes.length !== text.length) return false;
  for (let at = 0; at < text.length; at += 1) if (bytes[at] !== text.charCodeAt(at)) return false;
  return true;
};

const isKeyedBy = (delivery: Delivery, subject: string): boolean => {
  const { keyText } = delivery;
  if (keyText !== undefined) return keyText === subject;
  const { key } = delivery;
  return key === undefined || (key !== null && spells(key, subject));
};

const refuseKey = (delivery: Delivery, subject: string): Refusal | null => {
  if (isKeyedBy(delivery, subject)) return null;
  return {
    code: 'key-mismatch',
    detail: delivery.key === null ? 'The record has no key.' : `The key is not the subject ${subject}.`,
  };
};

const refuseTime = (at: EpochMs, receivedAt: EpochMs): Refusal | null => {
  if (at >= earliest && at <= receivedAt + dayMs) return null;
  return {
    code: 'time-out-of-range',
    detail: at < earliest ? '/time is before 2000' : '/time is over 24 h after its receipt',
  };
};

/** The typed event of an envelope whose checks have passed, or had passed when it was stored. */
export const typedEvent = (envelope: Envelope, kind: EventKind, at: EpochMs, receivedAt: EpochMs): PumpEvent => {
  const entry = envelope.entry ?? 0;
  return {
    type: kind.type,
    pumpId: envelope.subject,
    boot: envelope.boot,
    seq: envelope.seq,
    entry,
    at,
    clinicId: entry === 0 ? null : envelope.source.slice(clinicSource.length),
    receivedAt,
    data: kind.read(envelope.data),
  } as PumpEvent;
};

/** Checks a message in the order of the dead-letter codes: the event that it is, or the first check that fails with all its faults. */
export const judge = (message: Message, delivery: Delivery, kinds: EventKinds): PumpEvent | Refusal => {
  const malformed = refuseEnvelope(message);
  if (malformed !== null) return malformed;
  const envelope = message.value as Envelope;
  const kind = kinds.get(envelope.type);
  if (kind === undefined) return refuse('unknown-type', [{ pointer: '/type', detail: 'is none of the known types' }]);
  const at = parseTime(envelope.time) ?? NaN;
  return (
    refuseData(envelope, kind, message.text) ??
    refuseIdentity(envelope) ??
    refuseKey(delivery, envelope.subject) ??
    refuseTime(at, delivery.receivedAt) ??
    typedEvent(envelope, kind, at, delivery.receivedAt)
  );
};
