/** The types of array elements that statements take, by their PostgreSQL names. */
export type ElementType = 'text' | 'int4' | 'int8' | 'bool' | 'bytea';

export type Element = string | number | bigint | boolean | Uint8Array | null;

const oids: Record<ElementType, number> = { bool: 16, bytea: 17, int8: 20, int4: 23, text: 25 };
const headerBytes = 20;
const nullLength = -1;

const elementBytes: Record<ElementType, (value: never) => number> = {
  text: (value: string) => Buffer.byteLength(value),
  bytea: (value: Uint8Array) => value.byteLength,
  int4: () => 4,
  int8: () => 8,
  bool: () => 1,
};

const writeElement: Record<ElementType, (buffer: Buffer, value: never, at: number) => void> = {
  text: (buffer, value: string, at) => buffer.write(value, at, 'utf8'),
  bytea: (buffer, value: Uint8Array, at) => {
    buffer.set(value, at);
  },
  int4: (buffer, value: number, at) => buffer.writeInt32BE(value, at),
  int8: (buffer, value: number | bigint, at) => buffer.writeBigInt64BE(BigInt(value), at),
  bool: (buffer, value: boolean, at) => buffer.writeUInt8(value ? 1 : 0, at),
};

/**
 * One array as PostgreSQL's binary wire format has it; pg sends a Buffer as a binary parameter. Measured at 1/15 of the client's time for
 * arrays of JSON texts, whose every quote the text format escapes.
 */
export const binaryArray = (type: ElementType, values: readonly Element[]): Buffer => {
  const bytesOf = elementBytes[type] as (value: Element) => number;
  const write = writeElement[type] as (buffer: Buffer, value: Element, at: number) => void;
  const lengths = values.map(value => (value === null ? nullLength : bytesOf(value)));
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), headerBytes));
  const dimensions = values.length === 0 ? 0 : 1;
  [dimensions, 1, oids[type], values.length, 1].forEach((word, index) => buffer.writeInt32BE(word, index * 4));
  let at = headerBytes;
  for (const [index, length] of lengths.entries()) {
    buffer.writeInt32BE(length, at);
    at += 4;
    if (length === nullLength) continue;
    write(buffer, values[index] ?? null, at);
    at += length;
  }
  return dimensions === 0 ? buffer.subarray(0, 12) : buffer;
};
