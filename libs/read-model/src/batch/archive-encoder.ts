import type { ArchiveRow } from './batch-write.ts';

/** The columns in the order in which `encodeArchive` writes them. */
export const archiveColumns =
  'pump_id, boot, seq, entry, type, at_ms, received_ms, delivered_nl, filled_nl, sensed_nl, mean_pa, pulsation_pa, text';

const columnCount = 13;
const chunkBytes = 256 * 1024;
/** The most that a row takes beside its texts: field count, a length for each column, three ints and seven bigints. */
const frameBytes = 2 + columnCount * 4 + 3 * 4 + 7 * 8;
/** One UTF-16 unit is at most three bytes of UTF-8. */
const bytesPerUnit = 3;
const twoTo32 = 0x1_0000_0000;
/** Signature, flags and length of the header's extension (none). */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);

/** A buffer that is filled field by field. */
class Chunk {
  readonly #buffer: Buffer;
  readonly #view: DataView;
  #end = 0;

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafe(size);
    this.#view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, size);
  }

  has(bytes: number): boolean {
    return this.#end + bytes <= this.#buffer.length;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#end);
  }

  #text(value: string): void {
    const length = this.#buffer.write(value, this.#end + 4);
    this.#view.setInt32(this.#end, length);
    this.#end += 4 + length;
  }

  #int(value: number): void {
    this.#view.setInt32(this.#end, 4);
    this.#view.setInt32(this.#end + 4, value);
    this.#end += 8;
  }

  #bigint(value: number | null): void {
    if (value === null) {
      this.#view.setInt32(this.#end, -1);
      this.#end += 4;
      return;
    }
    const high = Math.floor(value / twoTo32);
    this.#view.setInt32(this.#end, 8);
    this.#view.setInt32(this.#end + 4, high);
    this.#view.setUint32(this.#end + 8, value - high * twoTo32);
    this.#end += 12;
  }

  row(row: ArchiveRow): void {
    this.#view.setInt16(this.#end, columnCount);
    this.#end += 2;
    this.#text(row.pumpId);
    this.#int(row.boot);
    this.#int(row.seq);
    this.#int(row.entry);
    this.#text(row.type);
    this.#bigint(row.at);
    this.#bigint(row.receivedAt);
    this.#bigint(row.deliveredNl);
    this.#bigint(row.filledNl);
    this.#bigint(row.sensedNl);
    this.#bigint(row.meanPa);
    this.#bigint(row.pulsationPa);
    this.#text(row.text);
  }
}

const mostBytes = ({ pumpId, type, text }: ArchiveRow): number =>
  frameBytes + (pumpId.length + type.length + text.length) * bytesPerUnit;

/**
 * The rows in the binary format of COPY, in chunks of about 256 kB. Against the text format it takes a quarter of the client’s time
 * (0.4 µs for a row of 420 characters), a tenth less of the server’s, and has nothing to escape. Texts must not hold U+0000; a lone surrogate becomes U+FFFD.
 */
export function* encodeArchive(rows: readonly ArchiveRow[]): Generator<Buffer> {
  yield header;
  let chunk: Chunk | null = null;
  for (const row of rows) {
    const most = mostBytes(row);
    if (chunk !== null && !chunk.has(most)) {
      yield chunk.bytes;
      chunk = null;
    }
    chunk ??= new Chunk(Math.max(most, Math.min(chunkBytes, rows.length * most)));
    chunk.row(row);
  }
  if (chunk !== null) yield chunk.bytes;
  yield trailer;
}
