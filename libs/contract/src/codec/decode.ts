import { type EventKinds, eventKinds } from '../events/event-kind.ts';
import type { PumpEvent } from '../events/pump-event.ts';
import { isName, type PumpId } from '../identity.ts';
import type { EpochMs } from '../time.ts';
import { binarySubject, isBinaryMode, readBinary } from './binary-mode.ts';
import { type Delivery, judge, type Message, type Refusal, type UnreadableMessage } from './judge.ts';
import { parseJson, parseJsonText } from './json.ts';
import type { Decoded, LogRecord, Rejected } from './log-record.ts';
import { printable } from './text.ts';

/** The most bytes that a record's value may have. */
export const maxValueBytes = 65_536;

const noFaults = [] as const;
const utf8 = new TextEncoder();

const memberText = (value: unknown, name: 'subject' | 'type'): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const member = (value as Readonly<Record<string, unknown>>)[name];
  return typeof member === 'string' ? member : null;
};

const keyText = (key: Delivery['key']): string | null =>
  key === null || key === undefined || key.length > 64 ? null : String.fromCharCode(...key);

/** What a refused record still says about itself. */
interface Traces {
  readonly key: Delivery['key'];
  readonly subject: string | null;
  readonly type: string | null;
}

const rejected = ({ code, detail }: Refusal, { key, subject, type }: Traces): Rejected => {
  const named = [keyText(key), subject].filter((name): name is PumpId => name !== null && isName(name));
  const pumpIds = [...new Set(named)];
  return { ok: false, code, detail, pumpId: pumpIds[0] ?? null, pumpIds, type: type === null ? null : printable(type) };
};

const accepted = (event: PumpEvent, { text, bytes }: Message): Decoded =>
  bytes === undefined ? { ok: true, event, text } : { ok: true, event, text, bytes };

const decodeMessage = (message: Message, delivery: Delivery, kinds: EventKinds): Decoded => {
  const verdict = judge(message, delivery, kinds);
  if (!('code' in verdict)) return accepted(verdict, message);
  const subject = memberText(message.value, 'subject');
  return rejected(verdict, { key: delivery.key, subject, type: memberText(message.value, 'type') });
};

const emptyValue: Refusal = { code: 'not-json', detail: 'The value is empty.' };

const tooLarge = (bytes: number): Refusal => ({
  code: 'too-large',
  detail: `The value has ${bytes} bytes, at most ${maxValueBytes} are taken.`,
});

const structured = (bytes: Uint8Array): Message | UnreadableMessage => {
  const parsed = parseJson(bytes);
  return parsed.ok ? { ok: true, value: parsed.value, text: parsed.text, bytes, faults: noFaults } : parsed;
};

/** A record that is no message: its key, and in binary mode its header, may still name the pump. */
const unread = (refusal: Refusal, { key, headers }: LogRecord, binary: boolean): Rejected =>
  rejected(refusal, { key, subject: binary ? binarySubject(headers) : null, type: null });

/**
 * Reads a log record, structured or binary, as a telemetry event; never throws.
 * What can't be taken is rejected with the first dead-letter code that applies and every fault that this check found.
 */
export const decodeRecord = (record: LogRecord, kinds: EventKinds = eventKinds): Decoded => {
  const { headers, value } = record;
  const binary = isBinaryMode(headers);
  if (value === null || value.length === 0) return unread(emptyValue, record, binary);
  if (value.length > maxValueBytes) return unread(tooLarge(value.length), record, binary);
  const message = binary ? readBinary(headers, value) : structured(value);
  if (!message.ok) return unread({ code: 'not-json', detail: message.detail }, record, binary);
  return decodeMessage(message, record, kinds);
};

const byteLength = (text: string): number =>
  text.length * 3 <= maxValueBytes ? text.length : utf8.encode(text).length;

/**
 * Reads one structured event that came over HTTP, as `decodeRecord` does but without a key: `text` is the event as written in the body.
 * `receivedAt` is the moment that the log record will carry.
 */
export const decodeEventText = (text: string, receivedAt: EpochMs, kinds: EventKinds = eventKinds): Decoded => {
  const nameless = { key: undefined, subject: null, type: null };
  const bytes = byteLength(text);
  if (bytes > maxValueBytes) return rejected(tooLarge(bytes), nameless);
  const parsed = parseJsonText(text);
  if (!parsed.ok) return rejected({ code: 'not-json', detail: parsed.detail }, nameless);
  return decodeMessage({ ...parsed, faults: noFaults }, { key: undefined, receivedAt }, kinds);
};
