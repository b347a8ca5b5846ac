const seed = 0x9747b28c;
const factor = 0x5bd1e995;

const mix = (data: Uint8Array): number => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const whole = data.length & ~3;
  let hash = seed ^ data.length;
  for (let at = 0; at < whole; at += 4) {
    const word = Math.imul(view.getInt32(at, true), factor);
    hash = Math.imul(hash, factor) ^ Math.imul(word ^ (word >>> 24), factor);
  }
  if (whole === data.length) return hash;
  const rest = data.subarray(whole).reduceRight((sum, byte) => (sum << 8) | byte, 0);
  return Math.imul(hash ^ rest, factor);
};

/** murmur2 as the Java client computes it: a signed 32-bit number. */
export const murmur2 = (data: Uint8Array): number => {
  const mixed = mix(data);
  const scaled = Math.imul(mixed ^ (mixed >>> 13), factor);
  return scaled ^ (scaled >>> 15);
};

/** The partition of a key among `partitions` (at least 1): the Java client's default, so that all writers agree. */
export const partitionOf = (key: string | Uint8Array, partitions: number): number =>
  (murmur2(typeof key === 'string' ? Buffer.from(key) : key) & 0x7fffffff) % partitions;
