/** Bytes that a zigzag varint of a whole number takes; exact within 53 bits. */
export const varintSize = (value: number): number => {
  let size = 1;
  for (let rest = value >= 0 ? value * 2 : -value * 2 - 1; rest > 127; rest = Math.floor(rest / 128)) size += 1;
  return size;
};

/** Writes Kafka's wire types one after the other; grows as needed. */
export class ByteWriter {
  private bytes: Buffer;
  private at = 0;

  constructor(expectedBytes: number) {
    this.bytes = Buffer.allocUnsafe(expectedBytes);
  }

  int8(value: number): this {
    this.at = this.room(1).writeInt8(value, this.at);
    return this;
  }

  int16(value: number): this {
    this.at = this.room(2).writeInt16BE(value, this.at);
    return this;
  }

  int32(value: number): this {
    this.at = this.room(4).writeInt32BE(value, this.at);
    return this;
  }

  int64(value: bigint): this {
    this.at = this.room(8).writeBigInt64BE(value, this.at);
    return this;
  }

  /** A zigzag varint, exact within 53 bits. */
  varint(value: number): this {
    const bytes = this.room(9);
    let rest = value >= 0 ? value * 2 : -value * 2 - 1;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes[this.at++] = (rest % 128) | 128;
    bytes[this.at++] = rest;
    return this;
  }

  /** Bytes led by their length as a varint; -1 for null. */
  sized(value: Uint8Array | null): this {
    return value === null ? this.varint(-1) : this.varint(value.length).raw(value);
  }

  raw(value: Uint8Array): this {
    this.room(value.length).set(value, this.at);
    this.at += value.length;
    return this;
  }

  /** A view of all that was written. */
  written(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  private room(size: number): Buffer {
    if (this.at + size <= this.bytes.length) return this.bytes;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
    return larger;
  }
}
