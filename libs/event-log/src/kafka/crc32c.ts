const polynomial = 0x82f63b78;

/** Four tables of 256, one behind the other: what a byte does to the sum when 0, 1, 2 or 3 more bytes follow it. */
const tables = new Int32Array(1024);
for (let byte = 0; byte < 256; byte++) {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 0 ? rest >>> 1 : (rest >>> 1) ^ polynomial;
  tables[byte] = rest;
}
for (let place = 256; place < 1024; place++) {
  const former = tables[place - 256] ?? 0;
  tables[place] = (former >>> 8) ^ (tables[former & 255] ?? 0);
}

const lookUp = (place: number): number => tables[place] ?? 0;

/** The checksum of record batches (CRC-32C, Castagnoli), as a signed 32-bit number. */
export const crc32c = (bytes: Uint8Array): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length & ~3;
  let crc = -1;
  for (let at = 0; at < whole; at += 4) {
    crc ^= view.getInt32(at, true);
    const early = lookUp(768 + (crc & 255)) ^ lookUp(512 + ((crc >>> 8) & 255));
    crc = early ^ lookUp(256 + ((crc >>> 16) & 255)) ^ lookUp(crc >>> 24);
  }
  for (const byte of bytes.subarray(whole)) crc = lookUp((crc ^ byte) & 255) ^ (crc >>> 8);
  return ~crc;
};
