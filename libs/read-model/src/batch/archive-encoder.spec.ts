import { archived } from '../testing/rows.fixture.ts';
import { archiveColumns, encodeArchive } from './archive-encoder.ts';

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** Reads the rows back: each a list of its fields' bytes. */
const rowsOf = (bytes: Buffer): (Buffer | null)[][] => {
  const rows: (Buffer | null)[][] = [];
  let at = signature.length + 8;
  for (let fields = bytes.readInt16BE(at); fields >= 0; fields = bytes.readInt16BE(at)) {
    at += 2;
    const row: (Buffer | null)[] = [];
    for (let field = 0; field < fields; field += 1) {
      const length = bytes.readInt32BE(at);
      at += 4;
      row.push(length < 0 ? null : bytes.subarray(at, at + length));
      at += Math.max(length, 0);
    }
    rows.push(row);
  }
  expect(at + 2).toBe(bytes.length);
  return rows;
};

const encoded = (...rows: Parameters<typeof encodeArchive>[0]): Buffer => Buffer.concat([...encodeArchive(rows)]);

describe('the archive in COPY’s binary format', () => {
  it('begins with the signature and ends with its trailer, even without rows', () => {
    const bytes = encoded();
    expect(bytes.subarray(0, signature.length)).toEqual(signature);
    expect(rowsOf(bytes)).toEqual([]);
  });

  it('has one field for each column', () => {
    const [row] = rowsOf(encoded(archived()));
    expect(row).toHaveLength(archiveColumns.split(',').length);
  });

  it('writes bigints of either sign, and nulls', () => {
    const [row] = rowsOf(encoded(archived({ at: -1, receivedAt: Number.MAX_SAFE_INTEGER, meanPa: -(2 ** 40) })));
    expect([row?.[5]?.readBigInt64BE(), row?.[6]?.readBigInt64BE(), row?.[10]?.readBigInt64BE()]).toEqual([
      -1n,
      9_007_199_254_740_991n,
      -1_099_511_627_776n,
    ]);
    expect(row?.[7]).toBeNull();
  });

  it('writes text as UTF-8 whatever its characters take', () => {
    const text = 'a"\\\n\t\u00e9\u20ac\u{1f680}';
    const [row] = rowsOf(encoded(archived({ text })));
    expect(row?.[12]?.toString('utf8')).toBe(text);
  });

  it('cuts many rows into chunks of a bounded size', () => {
    const rows = Array.from({ length: 2000 }, (_, index) => archived({ seq: index + 1, text: 'x'.repeat(600) }));
    const chunks = [...encodeArchive(rows)];
    expect(Math.max(...chunks.map(chunk => chunk.length))).toBeLessThanOrEqual(256 * 1024);
    expect(chunks.length).toBeGreaterThan(5);
    expect(rowsOf(Buffer.concat(chunks))).toHaveLength(2000);
  });

  it('takes a row that is larger than a chunk', () => {
    const text = '\u20ac'.repeat(200_000);
    const rows = rowsOf(encoded(archived(), archived({ seq: 2, text }), archived({ seq: 3 })));
    expect(rows.map(row => row[12]?.length)).toEqual([43, 600_000, 43]);
  });
});
