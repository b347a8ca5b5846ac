import type { EpochMs } from '@cisterna/contract';

/** A record batch of message format v2, its records still packed. */
export interface RecordBatch {
  readonly baseOffset: bigint;
  readonly lastOffset: bigint;
  /** 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd. */
  readonly codec: number;
  readonly isTransactional: boolean;
  /** Holds a marker of a transaction's end instead of records. */
  readonly isControl: boolean;
  readonly baseTimestamp: EpochMs;
  /** Set where the topic stamps records itself: it then counts for each of them. */
  readonly appendedAt: EpochMs | null;
  readonly maxTimestamp: EpochMs;
  readonly producerId: bigint;
  readonly count: number;
  readonly packed: Buffer;
}

const lengthAt = 8;
const sizedFrom = 12;
const headBytes = 61;
const format = 2;

const parse = (bytes: Buffer): RecordBatch => {
  const attributes = bytes.readInt16BE(21);
  const maxTimestamp = Number(bytes.readBigInt64BE(35));
  const baseOffset = bytes.readBigInt64BE(0);
  return {
    baseOffset,
    lastOffset: baseOffset + BigInt(bytes.readInt32BE(23)),
    codec: attributes & 7,
    isTransactional: (attributes & 16) !== 0,
    isControl: (attributes & 32) !== 0,
    baseTimestamp: Number(bytes.readBigInt64BE(27)),
    appendedAt: (attributes & 8) !== 0 ? maxTimestamp : null,
    maxTimestamp,
    producerId: bytes.readBigInt64BE(43),
    count: bytes.readInt32BE(57),
    packed: bytes.subarray(headBytes),
  };
};

/**
 * The record batches of a fetched piece of a partition's log; the last one may be cut off and is then left out.
 * @throws Error where the log holds the message formats before v2 (Kafka 0.11, 2017)
 */
export function* recordBatches(bytes: Buffer): Generator<RecordBatch, void> {
  let at = 0;
  while (at + headBytes <= bytes.length) {
    const end = at + sizedFrom + bytes.readInt32BE(at + lengthAt);
    if (end > bytes.length) return;
    const magic = bytes.readInt8(at + 16);
    if (magic !== format) throw new Error(`message format v${magic} is not read: convert the topic to v${format}`);
    yield parse(bytes.subarray(at, end));
    at = end;
  }
}
