import type { LoggedRecord } from '../event-log.ts';
import { ByteReader } from './byte-reader.ts';
import type { RecordBatch } from './record-batch.ts';

type Headers = LoggedRecord['headers'];

/** Headers by name; of several with one name the last counts, as for the Java client's `lastHeader`. */
const readHeaders = (reader: ByteReader): Headers => {
  const headers: Record<string, Uint8Array | undefined> = Object.create(null) as Record<string, undefined>;
  for (let left = reader.varint(); left > 0; left--) {
    const name = reader.text(reader.varint());
    headers[name] = reader.view(reader.varint()) ?? undefined;
  }
  return headers;
};

/** Byte by byte: for the few bytes of headers quicker than a call into native code. */
const areSame = (bytes: Buffer, one: number, other: number, length: number): boolean => {
  for (let at = 0; at < length; at += 1) if (bytes[one + at] !== bytes[other + at]) return false;
  return true;
};

/** Most records of a batch carry the same headers byte by byte: those share one object. */
const sharedHeaders = (reader: ByteReader): ((end: number) => Headers) => {
  let [first, last] = [0, 0];
  let headers: Headers = {};
  return end => {
    const start = reader.position;
    if (last - first !== end - start || !areSame(reader.bytes, first, start, end - start)) headers = readHeaders(reader);
    [first, last] = [start, end];
    return headers;
  };
};

/** Where a record's parts lie in the unpacked body; a negative length stands for null. */
interface Layout {
  readonly keyAt: number;
  readonly keyLength: number;
  readonly valueAt: number;
  readonly valueLength: number;
  readonly headers: Headers;
  readonly receivedAt: number;
  readonly offset: bigint;
}

/**
 * Makes its views when they are asked for: some ten thousand records wait while a batch is folded, and the collector of young objects would
 * have to copy their views too (`bench/RESULTS.md`).
 */
class PackedRecord implements LoggedRecord {
  readonly headers: Headers;
  readonly receivedAt: number;
  readonly offset: bigint;
  private readonly keyAt: number;
  private readonly keyLength: number;
  private readonly valueAt: number;
  private readonly valueLength: number;

  constructor(
    private readonly body: Buffer,
    layout: Layout,
  ) {
    this.headers = layout.headers;
    this.receivedAt = layout.receivedAt;
    this.offset = layout.offset;
    this.keyAt = layout.keyAt;
    this.keyLength = layout.keyLength;
    this.valueAt = layout.valueAt;
    this.valueLength = layout.valueLength;
  }

  get key(): Buffer | null {
    return this.keyLength < 0 ? null : this.body.subarray(this.keyAt, this.keyAt + this.keyLength);
  }

  get value(): Buffer | null {
    return this.valueLength < 0 ? null : this.body.subarray(this.valueAt, this.valueAt + this.valueLength);
  }
}

/**
 * The records of `body`, a batch's records unpacked, from offset `from` on. Keys, values and headers are views into `body`.
 * @throws RangeError where `body` ends early
 */
export const decodeRecords = (batch: RecordBatch, body: Buffer, from: bigint): LoggedRecord[] => {
  const reader = new ByteReader(body);
  const headersUntil = sharedHeaders(reader);
  const firstDelta = Number(from - batch.baseOffset);
  const records: LoggedRecord[] = [];
  for (let left = batch.count; left > 0; left--) {
    const length = reader.varint();
    const end = reader.position + length;
    reader.skip(1);
    const age = reader.varlong();
    const delta = reader.varint();
    if (delta < firstDelta) {
      reader.skip(end - reader.position);
      continue;
    }
    const keyLength = reader.varint();
    const keyAt = reader.span(keyLength);
    const valueLength = reader.varint();
    const valueAt = reader.span(valueLength);
    const headers = headersUntil(end);
    reader.skip(end - reader.position);
    const offset = batch.baseOffset + BigInt(delta);
    const receivedAt = batch.appendedAt ?? batch.baseTimestamp + age;
    records.push(new PackedRecord(body, { keyAt, keyLength, valueAt, valueLength, headers, receivedAt, offset }));
  }
  return records;
};
