/** Reads Kafka's wire types one after the other. A read beyond the end throws RangeError. */
export class ByteReader {
  private at = 0;

  constructor(readonly bytes: Buffer) {}

  int8(): number {
    this.at += 1;
    return this.bytes.readInt8(this.at - 1);
  }

  int16(): number {
    this.at += 2;
    return this.bytes.readInt16BE(this.at - 2);
  }

  int32(): number {
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }

  int64(): bigint {
    this.at += 8;
    return this.bytes.readBigInt64BE(this.at - 8);
  }

  /** A zigzag varint of up to 32 bits: lengths and counts. */
  varint(): number {
    let value = 0;
    let shift = 0;
    let byte = this.byte();
    while (byte > 127) {
      value |= (byte & 127) << shift;
      shift += 7;
      byte = this.byte();
    }
    value |= byte << shift;
    return (value >>> 1) ^ -(value & 1);
  }

  /** A zigzag varint of up to 64 bits, exact within 53: timestamps. */
  varlong(): number {
    let value = 0;
    let weight = 1;
    let byte = this.byte();
    while (byte > 127) {
      value += (byte & 127) * weight;
      weight *= 128;
      byte = this.byte();
    }
    value += byte * weight;
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A view of the next `length` bytes; null for a negative length. */
  view(length: number): Buffer | null {
    const start = this.span(length);
    return length < 0 ? null : this.bytes.subarray(start, start + length);
  }

  /** Passes over the next `length` bytes, none for a negative length; gives where they start. */
  span(length: number): number {
    const start = this.at;
    if (length < 0) return start;
    if (start + length > this.bytes.length)
      throw new RangeError(`${length} bytes wanted at ${start} of ${this.bytes.length}`);
    this.at = start + length;
    return start;
  }

  text(length: number): string {
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  skip(length: number): void {
    this.at += length;
  }

  /** The place of the next read. */
  get position(): number {
    return this.at;
  }

  /** An array led by its 32-bit count; a negative one is empty. */
  array<T>(item: () => T): T[] {
    const items: T[] = [];
    for (let left = this.int32(); left > 0; left--) items.push(item());
    return items;
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError(`a byte wanted at ${this.at} of ${this.bytes.length}`);
    this.at += 1;
    return byte;
  }
}
