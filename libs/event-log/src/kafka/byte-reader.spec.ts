import fc from 'fast-check';
import { ByteReader } from './byte-reader.ts';

const zigzag = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
};

describe('ByteReader', () => {
  it.each([
    [0, [0]],
    [-1, [1]],
    [1, [2]],
    [63, [126]],
    [64, [128, 1]],
    [-2_147_483_648, [255, 255, 255, 255, 15]],
  ])('reads the varint %s', (value, bytes) => {
    expect(new ByteReader(Buffer.from(bytes)).varint()).toBe(value);
    expect(new ByteReader(Buffer.from(bytes)).varlong()).toBe(value);
  });

  it('reads every varint of 32 bits and every varlong of 53', () => {
    fc.assert(
      fc.property(fc.integer(), fc.maxSafeInteger(), (small, large) => {
        expect(new ByteReader(zigzag(small)).varint()).toBe(small);
        const half = Math.trunc(large / 2) + 0; // no −0: a varlong has none
        expect(new ByteReader(zigzag(half)).varlong()).toBe(half);
      }),
    );
  });

  it('reads numbers, texts and views one after the other', () => {
    const reader = new ByteReader(Buffer.from([255, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0x68, 0x69, 7, 8, 9]));
    expect([reader.int8(), reader.int16(), reader.int32(), reader.int64()]).toEqual([-1, 2, 3, 4n]);
    expect(reader.text(2)).toBe('hi');
    expect(reader.view(2)).toEqual(Buffer.from([7, 8]));
    expect(reader.position).toBe(19);
    expect(reader.view(-1)).toBeNull();
    reader.skip(1);
    expect(() => reader.varint()).toThrow(RangeError);
  });

  it('reads arrays, none for a negative count', () => {
    const two = new ByteReader(Buffer.from([0, 0, 0, 2, 5, 6]));
    expect(two.array(() => two.int8())).toEqual([5, 6]);
    const none = new ByteReader(Buffer.from([255, 255, 255, 255]));
    expect(none.array(() => none.int8())).toEqual([]);
  });

  it('never looks beyond its end', () => {
    const reader = new ByteReader(Buffer.from([1, 2]));
    expect(() => reader.view(3)).toThrow(RangeError);
    expect(() => reader.int32()).toThrow('outside buffer bounds');
  });
});
