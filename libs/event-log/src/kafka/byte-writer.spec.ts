import fc from 'fast-check';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter, varintSize } from './byte-writer.ts';

describe('ByteWriter', () => {
  it('writes what ByteReader reads, however small it begins', () => {
    // No negative zero: a varlong has none.
    const half = fc.maxSafeInteger().map(value => Math.trunc(value / 2) + 0);
    fc.assert(
      fc.property(
        half,
        fc.integer(),
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        fc.uint8Array(),
        (long, int, big, bytes) => {
          const writer = new ByteWriter(1)
            .varint(long)
            .int32(int)
            .int64(big)
            .int8(-7)
            .int16(-300)
            .sized(bytes)
            .sized(null);
          const reader = new ByteReader(writer.written());
          expect([reader.varlong(), reader.int32(), reader.int64(), reader.int8(), reader.int16()]).toEqual([
            long,
            int,
            big,
            -7,
            -300,
          ]);
          expect(reader.view(reader.varint())).toEqual(Buffer.from(bytes));
          expect(reader.view(reader.varint())).toBeNull();
          expect(reader.position).toBe(writer.written().length);
        },
      ),
    );
  });

  it.each([
    [0, 1],
    [63, 1],
    [64, 2],
    [-64, 1],
    [-65, 2],
    [2 ** 31, 5],
    [-(2 ** 45), 7],
  ])('knows beforehand that %s takes %s bytes', (value, size) => {
    expect(varintSize(value)).toBe(size);
    expect(new ByteWriter(9).varint(value).written()).toHaveLength(size);
  });
});
