import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { decompressFrame } from 'lz4-napi';
import { uncompress } from 'snappy';

const inflate = promisify(gunzip);

/** What a batch may unpack to. A batch of 1 MB can hold a gigabyte of zeros: whoever writes it must not take the memory. */
export const mostUnpackedBytes = 256 * 1024 * 1024;

/** A batch unpacks to more than it may. */
class UnpacksTooLarge extends Error {
  constructor(most: number) {
    super(`a record batch unpacks to more than ${most} bytes`);
    this.name = 'UnpacksTooLarge';
  }
}

/** The frame that the Java client puts around snappy blocks: magic, two versions, then blocks led by their 32-bit size. */
const framed = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const firstBlockAt = 16;

const snappyBlocks = (bytes: Buffer): Buffer[] => {
  if (!bytes.subarray(0, framed.length).equals(framed)) return [bytes];
  const blocks: Buffer[] = [];
  for (let at = firstBlockAt; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at);
    blocks.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return blocks;
};

/** A snappy block begins with its unpacked size, seven bits a byte. */
const snappySize = (block: Buffer): number => {
  const last = block.subarray(0, 5).findIndex(byte => byte < 128);
  return block.subarray(0, last + 1).reduceRight((size, byte) => size * 128 + (byte & 127), 0);
};

const unsnap = async (bytes: Buffer, most: number): Promise<Buffer> => {
  const blocks = snappyBlocks(bytes);
  if (blocks.reduce((sum, block) => sum + snappySize(block), 0) > most) throw new UnpacksTooLarge(most);
  const unpacked = await Promise.all(blocks.map(block => uncompress(block, { asBuffer: true })));
  return Buffer.concat(unpacked.map(block => Buffer.from(block)));
};

/** In plain JavaScript, so that nothing has to be built natively: a quarter of a gigabyte per second. */
const unzstd = (bytes: Buffer, most: number): Buffer => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const decoder = new Decompress(part => {
    size += part.length;
    if (size > most) throw new UnpacksTooLarge(most);
    parts.push(part);
  });
  decoder.push(bytes, true);
  return Buffer.concat(parts, size);
};

/** Unpacks a batch's records by its codec number. Rejects where they are damaged, or larger than `most` bytes (lz4 is bounded by itself: 255 times its size). */
export const unpack = async (codec: number, packed: Buffer, most = mostUnpackedBytes): Promise<Buffer> => {
  switch (codec) {
    case 0:
      return packed;
    case 1:
      return inflate(packed, { maxOutputLength: most });
    case 2:
      return unsnap(packed, most);
    case 3:
      return decompressFrame(packed);
    case 4:
      return unzstd(packed, most);
    default:
      throw new Error(`unknown compression ${codec}`);
  }
};
