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

/** The records of one batch while they are read one after the other. */
interface Unpacked {
  readonly body: Buffer;
  readonly baseOffset: bigint;
  readonly reader: ByteReader;
  readonly headersUntil: (end: number) => Headers;
}

/**
 * Makes its views when they are asked for: some ten thousand records wait while a batch is folded, and the collector of young objects would
 * have to copy their views too (`bench/RESULTS.md`). A negative length stands for null.
 */
class PackedRecord implements LoggedRecord {
  readonly headers: Headers;
  private readonly keyAt: number;
  private readonly keyLength: number;
  private readonly valueAt: number;
  private readonly valueLength: number;

  /** Reads on from a record's key up to its `end`. */
  constructor(
    private readonly from: Unpacked,
    end: number,
    private readonly delta: number,
    readonly receivedAt: number,
  ) {
    const { reader } = from;
    this.keyLength = reader.varint();
    this.keyAt = reader.span(this.keyLength);
    this.valueLength = reader.varint();
    this.valueAt = reader.span(this.valueLength);
    this.headers = from.headersUntil(end);
  }

  get offset(): bigint {
    return this.from.baseOffset + BigInt(this.delta);
  }

  get key(): Buffer | null {
    return this.keyLength < 0 ? null : this.from.body.subarray(this.keyAt, this.keyAt + this.keyLength);
  }

  get keyText(): string | null {
    return this.keyLength < 0 ? null : this.from.body.toString('latin1', this.keyAt, this.keyAt + this.keyLength);
  }

  get value(): Buffer | null {
    return this.valueLength < 0 ? null : this.from.body.subarray(this.valueAt, this.valueAt + this.valueLength);
  }
}

/**
 * The records of `body`, a batch's records unpacked, from offset `from` on. Keys, values and headers are views into `body`.
 * @throws RangeError where `body` ends early
 */
export const decodeRecords = ({ baseOffset, baseTimestamp, appendedAt, count }: RecordBatch, body: Buffer, from: bigint): LoggedRecord[] => {
  const reader = new ByteReader(body);
  const unpacked: Unpacked = { body, baseOffset, reader, headersUntil: sharedHeaders(reader) };
  const firstDelta = Number(from - baseOffset);
  const records: LoggedRecord[] = [];
  for (let left = count; left > 0; left--) {
    const length = reader.varint();
    const end = reader.position + length;
    reader.skip(1);
    const age = reader.varlong();
    const delta = reader.varint();
    if (delta >= firstDelta) records.push(new PackedRecord(unpacked, end, delta, appendedAt ?? baseTimestamp + age));
    reader.skip(end - reader.position);
  }
  return records;
};
