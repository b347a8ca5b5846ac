import { gzipSync } from 'node:zlib';
import { compressFrameSync } from 'lz4-napi';
import { compressSync } from 'snappy';
import { unpack } from './unpack.ts';

const text = Buffer.from('delivery.reported.v1 '.repeat(2_000));
/** `text` by the zstd command: the decoder's package can't write it. */
const zstd = Buffer.from('KLUv/QRY7QAAqGRlbGl2ZXJ5LnJlcG9ydGVkLnYxIAEA8UeoTyaPrcf6', 'base64');

const framedSnappy = (): Buffer => {
  const blocks = [text.subarray(0, 30_000), text.subarray(30_000)].flatMap(part => {
    const packed = compressSync(part);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(packed.length);
    return [size, packed];
  });
  const head = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  return Buffer.concat([head, ...blocks]);
};

const packed = [
  ['nothing', 0, text],
  ['gzip', 1, gzipSync(text)],
  ['bare snappy', 2, Buffer.from(compressSync(text))],
  ['snappy in frames', 2, framedSnappy()],
  ['lz4', 3, Buffer.from(compressFrameSync(text))],
  ['zstd', 4, zstd],
] as const;

describe('unpack', () => {
  it.each(packed)('unpacks %s', async (_, codec, bytes) => {
    expect((await unpack(codec, bytes)).equals(text)).toBe(true);
  });

  it.each(packed.filter(([name]) => name !== 'nothing' && name !== 'lz4'))(
    'stops unpacking %s that grows too large',
    async (_, codec, bytes) => {
      await expect(unpack(codec, bytes, 10_000)).rejects.toThrow(/larger|more than 10000/);
    },
  );

  it.each([1, 2, 3, 4])('rejects what is not of codec %s', async codec => {
    await expect(unpack(codec, Buffer.from('not packed at all, by anybody'))).rejects.toThrow();
  });

  it('knows no other codec', async () => {
    await expect(unpack(5, text)).rejects.toThrow('unknown compression 5');
  });
});
