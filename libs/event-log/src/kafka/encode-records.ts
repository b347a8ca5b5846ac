import kafkajs, { type IHeaders, type Message } from 'kafkajs';
import { ByteWriter, varintSize } from './byte-writer.ts';
import { crc32c } from './crc32c.ts';

/** What a producer says about a batch beside its messages. */
export interface BatchHead {
  /** 0 none, 1 gzip; others by the codecs that kafkajs was given. */
  readonly compression: number;
  readonly transactional: boolean;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly firstSequence: number;
}

const asBytes = (value: Uint8Array | string | null | undefined): Uint8Array | null =>
  typeof value === 'string' ? Buffer.from(value) : (value ?? null);

const writeHeaders = (headers: IHeaders | undefined): Buffer => {
  const entries = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(single => [Buffer.from(name), asBytes(single)] as const),
  );
  const writer = new ByteWriter(64).varint(entries.length);
  for (const [name, value] of entries) writer.sized(name).sized(value);
  return writer.written();
};

const sizedSize = (value: Uint8Array | null): number =>
  value === null ? varintSize(-1) : varintSize(value.length) + value.length;

const writeRecord = (writer: ByteWriter, message: Message, age: number, delta: number): void => {
  const [key, value] = [asBytes(message.key), asBytes(message.value)];
  const headers = writeHeaders(message.headers);
  const size = 1 + varintSize(age) + varintSize(delta) + sizedSize(key) + sizedSize(value) + headers.length;
  writer.varint(size).int8(0).varint(age).varint(delta).sized(key).sized(value).raw(headers);
};

const pack = async (records: Buffer, compression: number): Promise<Buffer> => {
  const codecs: Readonly<Record<number, (() => unknown) | undefined>> = kafkajs.CompressionCodecs;
  const codec = codecs[compression]?.() as { compress(encoder: { buffer: Buffer }): Promise<Buffer> } | undefined;
  return codec === undefined ? records : codec.compress({ buffer: records });
};

/** A record batch of message format v2. Messages without a time get `now`. */
export const encodeRecords = async (messages: readonly Message[], head: BatchHead, now: number): Promise<Buffer> => {
  const times = messages.map(({ timestamp }) => (timestamp === undefined ? now : Number(timestamp)));
  const first = times[0] ?? now;
  const writer = new ByteWriter(messages.length * 512);
  messages.forEach((message, delta) => {
    writeRecord(writer, message, (times[delta] ?? now) - first, delta);
  });
  const records = await pack(writer.written(), head.compression);
  const body = new ByteWriter(40 + records.length)
    .int16(head.compression | (head.transactional ? 16 : 0))
    .int32(messages.length - 1)
    .int64(BigInt(first))
    .int64(BigInt(times.reduce((latest, time) => Math.max(latest, time), first)))
    .int64(head.producerId)
    .int16(head.producerEpoch)
    .int32(head.firstSequence)
    .int32(messages.length)
    .raw(records)
    .written();
  const batch = new ByteWriter(body.length + 21)
    .int64(0n)
    .int32(body.length + 9)
    .int32(0)
    .int8(2);
  return batch.int32(crc32c(body)).raw(body).written();
};
