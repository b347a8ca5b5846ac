import { archived } from '../testing/rows.fixture.ts';
import { archiveColumns, archiveOf, copyBytes } from './archive-encoder.ts';
import type { ArchiveRow } from './archive-row.ts';

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

const encoded = (...rows: readonly ArchiveRow[]): Buffer => Buffer.concat([...copyBytes([archiveOf(rows)])]);

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
    const chunks = [...copyBytes([archiveOf(rows)])];
    expect(Math.max(...chunks.map(chunk => chunk.length))).toBeLessThanOrEqual(256 * 1024);
    expect(chunks.length).toBeGreaterThan(5);
    expect(rowsOf(Buffer.concat(chunks))).toHaveLength(2000);
  });

  it('takes a row that is larger than a chunk', () => {
    const text = '\u20ac'.repeat(200_000);
    const rows = rowsOf(encoded(archived(), archived({ seq: 2, text }), archived({ seq: 3 })));
    expect(rows.map(row => row[12]?.length)).toEqual([43, 600_000, 43]);
  });

  it('tells which events it holds, over all its chunks', () => {
    const rows = Array.from({ length: 900 }, (_, index) => archived({ pumpId: `P-é${index}`, boot: 2, seq: index + 1, entry: index % 3, text: 'x'.repeat(600) }));
    const archive = archiveOf(rows);
    expect(archive.size).toBe(900);
    expect([...archive.identities()]).toEqual(rows.map(({ pumpId, boot, seq, entry }) => ({ pumpId, boot, seq, entry })));
  });

  it('gives its memory to others only when it is released, and holds nothing then', () => {
    const row = (seq: number, text: string) => archived({ seq, text: text.repeat(50_000) });
    const first = archiveOf([row(1, 'a'), row(2, 'b'), row(3, 'c')]);
    const second = archiveOf([row(4, 'd'), row(5, 'e'), row(6, 'f')]);
    first.release();
    first.release();
    const third = archiveOf([row(7, 'g'), row(8, 'h'), row(9, 'i')]);
    expect([...second.identities(), ...third.identities()].map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8, 9]);
    expect(rowsOf(Buffer.concat([...copyBytes([second])])).map(fields => fields[12]?.toString('utf8', 0, 1))).toEqual(['d', 'e', 'f']);
    expect(first.size).toBe(3);
    expect(() => [...first.rows()]).toThrow(TypeError);
  });
});
