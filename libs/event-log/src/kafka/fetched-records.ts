import type { LoggedRecord } from '../event-log.ts';
import { asError } from '../log-errors.ts';
import type { Log } from '../log.ts';
import { decodeRecords } from './decode-records.ts';
import { recordBatches, type RecordBatch } from './record-batch.ts';
import { unpack } from './unpack.ts';

/** A transaction whose records must not be seen, as the broker names it with the records. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

/** Some of the fetched records, and the position after them. */
export interface Piece {
  readonly records: readonly LoggedRecord[];
  readonly nextOffset: bigint;
}

/** Pieces end at the first batch that takes them over this, so that what is unpacked at one time stays bounded. */
const pieceBytes = 32 * 1024 * 1024;

/**
 * What one fetch brought of one partition, still packed. To kafkajs it is a single message at the last offset, so that
 * the client moves on over all of it, markers of transactions included.
 */
export class FetchedRecords {
  readonly offset: string;
  readonly isControlRecord = false;
  readonly key = null;
  readonly batchContext = {};

  constructor(
    private readonly bytes: Buffer,
    private readonly aborted: readonly AbortedTransaction[],
  ) {
    let last = -1n;
    for (const batch of recordBatches(bytes)) last = batch.lastOffset;
    this.offset = last.toString();
  }

  /** The records from offset `from` on that belong to no aborted transaction, in pieces. */
  async *pieces(from: bigint, log: Log): AsyncGenerator<Piece, void> {
    const isAborted = this.abortion();
    let records: LoggedRecord[] = [];
    let size = 0;
    let nextOffset = from;
    for (const batch of recordBatches(this.bytes)) {
      if (batch.lastOffset < from) continue;
      nextOffset = batch.lastOffset + 1n;
      if (isAborted(batch)) continue;
      const content = await open(batch, from, log);
      if (records.length === 0) records = content.records;
      else for (const record of content.records) records.push(record);
      size += content.bytes;
      if (size < pieceBytes) continue;
      yield { records, nextOffset };
      records = [];
      size = 0;
    }
    yield { records, nextOffset };
  }

  /** Follows the transactions through the batches, in order: whether a batch belongs to an aborted one, or only marks an end. */
  private abortion(): (batch: RecordBatch) => boolean {
    const coming = [...this.aborted].sort((a, b) => Number(a.firstOffset - b.firstOffset));
    const producers = new Set<bigint>();
    return batch => {
      while (coming[0] !== undefined && coming[0].firstOffset <= batch.lastOffset) {
        producers.add(coming[0].producerId);
        coming.shift();
      }
      if (!batch.isControl) return batch.isTransactional && producers.has(batch.producerId);
      const [marker] = decodeRecords(batch, batch.packed, batch.baseOffset);
      if (marker?.key?.[3] === 0) producers.delete(batch.producerId);
      return true;
    };
  }
}

/** The records of one batch; in place of a batch that can't be unpacked, one record that holds its packed bytes, to be set aside like any bad record. */
const open = async (
  batch: RecordBatch,
  from: bigint,
  log: Log,
): Promise<{ records: LoggedRecord[]; bytes: number }> => {
  const body = await unpack(batch.codec, batch.packed).catch((thrown: unknown) => asError(thrown));
  if (!(body instanceof Error)) return { records: decodeRecords(batch, body, from), bytes: body.length };
  log.warn({ offset: batch.lastOffset.toString(), records: batch.count, err: body }, 'kafka.batch-unreadable');
  const unreadable = {
    key: null,
    value: batch.packed,
    headers: {},
    receivedAt: batch.maxTimestamp,
    offset: batch.lastOffset,
  };
  return { records: [unreadable], bytes: batch.packed.length };
};
