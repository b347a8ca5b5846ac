import type { EventIdentity } from '@cisterna/contract';
import type { ArchiveRow } from './archive-row.ts';

/** The columns in the order in which `ArchiveBatch` writes them. */
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

/** Buffers of stored batches, for the next ones: memory outside the heap that came and went with each batch would have the heap searched each time. */
const spare: Buffer[] = [];
/** 48 MiB: what three large batches hold. */
const mostSpare = 192;

const bufferOf = (size: number): Buffer => (size === chunkBytes ? spare.pop() : undefined) ?? Buffer.allocUnsafe(size);

/** A buffer that is filled field by field. */
class Chunk {
  readonly #buffer: Buffer;
  readonly #view: DataView;
  #end = 0;

  constructor(size: number) {
    this.#buffer = bufferOf(size);
    this.#view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, size);
  }

  has(bytes: number): boolean {
    return this.#end + bytes <= this.#buffer.length;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#end);
  }

  /** Its buffer may be used again; nobody may ask for its bytes any more. */
  release(): void {
    if (this.#buffer.length === chunkBytes && spare.length < mostSpare) spare.push(this.#buffer);
  }

  #text(value: string): void {
    const length = this.#buffer.write(value, this.#end + 4);
    this.#view.setInt32(this.#end, length);
    this.#end += 4 + length;
  }

  #bytes(value: Uint8Array): void {
    this.#view.setInt32(this.#end, value.length);
    this.#buffer.set(value, this.#end + 4);
    this.#end += 4 + value.length;
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
    if (row.bytes === undefined) this.#text(row.text);
    else this.#bytes(row.bytes);
  }
}

const mostBytes = ({ pumpId, type, text, bytes }: ArchiveRow): number =>
  frameBytes + (pumpId.length + type.length) * bytesPerUnit + (bytes?.length ?? text.length * bytesPerUnit);

/** The identities of the rows in a chunk, whose first four columns they are. */
function* identitiesIn(bytes: Buffer): Generator<EventIdentity> {
  for (let at = 0; at < bytes.length; ) {
    const columns = bytes.readInt16BE(at);
    at += 2;
    const fields: Buffer[] = [];
    for (let column = 0; column < columns; column += 1) {
      const length = Math.max(0, bytes.readInt32BE(at));
      fields.push(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    const [pumpId = bytes, boot = bytes, seq = bytes, entry = bytes] = fields;
    yield { pumpId: pumpId.toString('utf8'), boot: boot.readInt32BE(), seq: seq.readInt32BE(), entry: entry.readInt32BE() };
  }
}

/**
 * Events for the archive in the binary format of COPY, in chunks of about 256 kB. They are written down as they are added, so that neither
 * their objects nor their texts are kept until the batch is stored. Against the text format it takes a quarter of the client’s time
 * (0.4 µs for a row of 420 characters), a tenth less of the server’s, and has nothing to escape. Texts must not hold U+0000; a lone surrogate becomes U+FFFD.
 */
export class ArchiveBatch {
  #chunks: Chunk[] | null = [];
  #size = 0;

  /** How many rows it holds, or held. */
  get size(): number {
    return this.#size;
  }

  add(row: ArchiveRow): void {
    const most = mostBytes(row);
    const chunks = this.#held;
    let chunk = chunks.at(-1);
    if (chunk?.has(most) !== true) {
      // Each twice the one before: a batch of a few rows takes little.
      chunk = new Chunk(Math.max(most, Math.min(chunkBytes, most * 2 ** chunks.length)));
      chunks.push(chunk);
    }
    chunk.row(row);
    this.#size += 1;
  }

  /** Its rows as COPY is sent them, between header and trailer. */
  *rows(): Generator<Buffer> {
    for (const chunk of this.#held) yield chunk.bytes;
  }

  /** It is stored: its memory is given to later batches, and it holds nothing any more. May be called twice. */
  release(): void {
    for (const chunk of this.#chunks ?? []) chunk.release();
    this.#chunks = null;
  }

  get #held(): Chunk[] {
    if (this.#chunks === null) throw new TypeError('the archive batch is released');
    return this.#chunks;
  }

  /** Which events it holds, read back from their bytes. */
  *identities(): Generator<EventIdentity> {
    for (const chunk of this.#held) yield* identitiesIn(chunk.bytes);
  }
}

/** All that one COPY is sent. */
export function* copyBytes(archives: readonly ArchiveBatch[]): Generator<Buffer> {
  yield header;
  for (const archive of archives) yield* archive.rows();
  yield trailer;
}

export const archiveOf = (rows: Iterable<ArchiveRow>): ArchiveBatch => {
  const archive = new ArchiveBatch();
  for (const row of rows) archive.add(row);
  return archive;
};
