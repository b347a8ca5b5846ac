/** A record to encode; `delta` is its offset less the batch's. */
export interface EncodableRecord {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly (readonly [string, Uint8Array | null])[];
  readonly timestamp: number;
  readonly delta: number;
}

/** What else a batch says about itself. */
export interface BatchSettings {
  readonly baseOffset: bigint;
  readonly baseTimestamp?: number;
  /** Bits: 0–2 codec, 3 stamped by the topic, 4 transactional, 5 control. */
  readonly attributes?: number;
  readonly producerId?: bigint;
  readonly pack?: (records: Buffer) => Buffer;
}

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
};

const sized = (bytes: Uint8Array | null): Buffer =>
  bytes === null ? varint(-1) : Buffer.concat([varint(bytes.length), bytes]);

const encodeRecord = (record: EncodableRecord, baseTimestamp: number): Buffer => {
  const headers = record.headers.flatMap(([name, value]) => [sized(Buffer.from(name)), sized(value)]);
  const times = [varint(record.timestamp - baseTimestamp), varint(record.delta)];
  const content = [sized(record.key), sized(record.value), varint(record.headers.length), ...headers];
  return sized(Buffer.concat([Buffer.from([0]), ...times, ...content]));
};

/** A record batch of format v2 as a broker sends it (its checksum left 0: nobody looks), by the format's documentation. */
export const encodeBatch = (records: readonly EncodableRecord[], settings: BatchSettings): Buffer => {
  const { baseOffset, baseTimestamp = 0, attributes = 0, producerId = -1n, pack = bytes => bytes } = settings;
  const body = pack(Buffer.concat(records.map(record => encodeRecord(record, baseTimestamp))));
  const head = Buffer.alloc(61);
  head.writeBigInt64BE(baseOffset, 0);
  head.writeInt32BE(head.length - 12 + body.length, 8);
  head.writeInt8(2, 16);
  head.writeInt16BE(attributes, 21);
  head.writeInt32BE(records.at(-1)?.delta ?? 0, 23);
  head.writeBigInt64BE(BigInt(baseTimestamp), 27);
  head.writeBigInt64BE(BigInt(Math.max(baseTimestamp, ...records.slice(-1000).map(({ timestamp }) => timestamp))), 35);
  head.writeBigInt64BE(producerId, 43);
  head.writeInt32BE(records.length, 57);
  return Buffer.concat([head, body]);
};

/** The batch that ends a producer's transaction. */
export const encodeMarker = (baseOffset: bigint, producerId: bigint, outcome: 'abort' | 'commit'): Buffer => {
  const key = Buffer.from([0, 0, 0, outcome === 'abort' ? 0 : 1]);
  const marker = { key, value: Buffer.alloc(6), headers: [], timestamp: 0, delta: 0 };
  return encodeBatch([marker], { baseOffset, producerId, attributes: 48 });
};
