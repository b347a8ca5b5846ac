import type { Fault } from './fault.ts';
import { parseJson } from './json.ts';
import type { LogRecord } from './log-record.ts';
import type { Message, UnreadableMessage } from './judge.ts';
import { printable } from './text.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const prefix = 'ce_';
const integerAttributes = new Set(['boot', 'seq', 'entry']);
const structuredType = 'application/cloudevents';

type Headers = LogRecord['headers'];

const startsAs = (bytes: Uint8Array, text: string): boolean => {
  if (bytes.length < text.length) return false;
  for (let at = 0; at < text.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const lower = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    if (lower !== text.charCodeAt(at)) return false;
  }
  return true;
};

/** Whether a record's attributes are in its headers: it has `ce_` headers and its content type is no CloudEvents format. */
export const isBinaryMode = (headers: Headers): boolean => {
  const contentType = headers['content-type'];
  if (contentType !== undefined && startsAs(contentType, structuredType)) return false;
  for (const name in headers) if (name.startsWith(prefix) && headers[name] !== undefined) return true;
  return false;
};

/** The attributes of a binary record, with a fault for each header that is no UTF-8. */
interface HeaderAttributes {
  readonly values: Record<string, string | number>;
  readonly faults: Fault[];
}

const attributeValue = (name: string, text: string): string | number =>
  integerAttributes.has(name) && /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : text;

const addAttribute = ({ values, faults }: HeaderAttributes, name: string, bytes: Uint8Array | undefined): void => {
  if (bytes === undefined) return;
  try {
    values[name] = attributeValue(name, utf8.decode(bytes));
  } catch {
    faults.push({ pointer: `/${printable(name)}`, detail: 'must be UTF-8 in its header' });
  }
};

const attributesOf = (headers: Headers): HeaderAttributes => {
  const attributes = { values: Object.create(null) as Record<string, string | number>, faults: [] };
  for (const header of Object.keys(headers)) {
    const name = header.slice(prefix.length);
    if (header.startsWith(prefix) && name !== 'data') addAttribute(attributes, name, headers[header]);
  }
  addAttribute(attributes, 'datacontenttype', headers['content-type']);
  return attributes;
};

/** The subject that a binary record's header names, byte by byte; null without one. */
export const binarySubject = (headers: Headers): string | null => {
  const bytes = headers['ce_subject'];
  return bytes === undefined || bytes.length > 64 ? null : String.fromCharCode(...bytes);
};

/** Reads a binary record as the structured event that it stands for: the value is its `data`, kept as written. */
export const readBinary = (headers: Headers, value: Uint8Array): Message | UnreadableMessage => {
  const data = parseJson(value);
  if (!data.ok) return data;
  const { values, faults } = attributesOf(headers);
  const text = `${JSON.stringify(values).slice(0, -1)},"data":${data.text}}`;
  return { ok: true, value: { ...values, data: data.value }, text, faults };
};
