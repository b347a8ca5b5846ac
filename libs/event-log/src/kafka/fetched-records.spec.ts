import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { LoggedRecord } from '../event-log.ts';
import { testLog } from '../testing/test-log.ts';
import { FetchedRecords, type AbortedTransaction, type Piece } from './fetched-records.ts';
import { encodeBatch, encodeMarker, type EncodableRecord } from './testing/encode-batch.ts';

const read = async (bytes: Buffer, from: bigint, aborted: AbortedTransaction[] = []): Promise<Piece[]> => {
  const pieces: Piece[] = [];
  for await (const piece of new FetchedRecords(bytes, aborted).pieces(from, testLog)) pieces.push(piece);
  return pieces;
};

const plain = (value: string, delta = 0): EncodableRecord => ({
  key: Buffer.from('k'),
  value: Buffer.from(value),
  headers: [],
  timestamp: 0,
  delta,
});
const texts = (records: readonly LoggedRecord[]): string[] =>
  records.map(({ value }) => Buffer.from(value ?? []).toString());

const bytes = fc.uint8Array({ maxLength: 40 });
const record = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.uniqueArray(fc.tuple(fc.string({ maxLength: 5 }), fc.option(bytes)), {
    maxLength: 3,
    selector: ([name]) => name,
  }),
  timestamp: fc.integer({ min: 0, max: 2 ** 45 }),
  gap: fc.integer({ min: 0, max: 3 }),
});

describe('FetchedRecords', () => {
  it('gives back what was encoded, packed or not, from any offset on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 12 }),
        fc.bigInt({ min: 0n, max: 2n ** 40n }),
        fc.boolean(),
        fc.nat({ max: 15 }),
        async (drafts, baseOffset, packed, skipped) => {
          let delta = -1;
          const records = drafts.map(draft => ({ ...draft, delta: (delta += 1 + draft.gap) }));
          const batch = {
            baseOffset,
            baseTimestamp: 1_000,
            ...(packed ? { attributes: 1, pack: (all: Buffer) => gzipSync(all) } : {}),
          };
          const from = baseOffset + BigInt(Math.min(skipped, delta));
          const [piece] = await read(encodeBatch(records, batch), from);
          expect(piece?.nextOffset).toBe(baseOffset + BigInt(delta) + 1n);
          const expected = records.filter(kept => baseOffset + BigInt(kept.delta) >= from);
          expect(piece?.records.map(held => held.offset - baseOffset)).toEqual(
            expected.map(held => BigInt(held.delta)),
          );
          piece?.records.forEach((held, index) => {
            const { key, value, headers, timestamp } = expected[index]!;
            expect(held.keyText).toBe(key === null ? null : Buffer.from(key).toString('latin1'));
            expect([held.key, held.value].map(field => field && [...field])).toEqual(
              [key, value].map(field => field && [...field]),
            );
            expect(held.receivedAt).toBe(timestamp);
            expect(Object.keys(held.headers)).toEqual(Object.keys(Object.fromEntries(headers)));
            for (const [name, content] of headers)
              expect(held.headers[name] ?? null).toEqual(content && Buffer.from(content));
          });
        },
      ),
    );
  });

  it('reads on over several batches and leaves a cut-off one for the next fetch', async () => {
    const whole = [
      encodeBatch([plain('a'), plain('b', 1)], { baseOffset: 10n }),
      encodeBatch([plain('c')], { baseOffset: 12n }),
    ];
    const cut = encodeBatch([plain('d')], { baseOffset: 13n });
    const all = Buffer.concat([...whole, cut.subarray(0, cut.length - 3)]);
    expect(new FetchedRecords(all, []).offset).toBe('12');
    const [piece] = await read(all, 11n);
    expect(texts(piece!.records)).toEqual(['b', 'c']);
    expect(piece!.nextOffset).toBe(13n);
  });

  it('takes the topic’s time where the topic stamps records itself', async () => {
    const stamped = encodeBatch([{ ...plain('a'), timestamp: 5_000 }], {
      baseOffset: 0n,
      baseTimestamp: 1,
      attributes: 8,
    });
    const [piece] = await read(stamped, 0n);
    expect(piece!.records[0]!.receivedAt).toBe(5_000);
  });

  it('lets records with the same headers share one object, and only those', async () => {
    const kind = ['content-type', Buffer.from('json')] as const;
    const odd = ['content-type', Buffer.from('text')] as const;
    const batch = [plain('a'), plain('b', 1), plain('c', 2)].map((held, index) => ({
      ...held,
      headers: [index === 2 ? odd : kind],
    }));
    const [piece] = await read(encodeBatch(batch, { baseOffset: 0n }), 0n);
    const [a, b, c] = piece!.records;
    expect(a!.headers).toBe(b!.headers);
    expect(Buffer.from(c!.headers['content-type']!).toString()).toBe('text');
  });

  it('takes a header named __proto__ for a header', async () => {
    const [piece] = await read(
      encodeBatch([{ ...plain('a'), headers: [['__proto__', Buffer.from('x')]] }], { baseOffset: 0n }),
      0n,
    );
    expect(Object.keys(piece!.records[0]!.headers)).toEqual(['__proto__']);
  });

  it('reads a batch of 200 000 records', async () => {
    const batch = encodeBatch([plain('')], {
      baseOffset: 0n,
      pack: one => Buffer.concat(new Array<Buffer>(200_000).fill(one)),
    });
    batch.writeInt32BE(200_000, 57);
    const [piece] = await read(batch, 0n);
    expect(piece!.records).toHaveLength(200_000);
  });

  it('leaves out what was aborted, and all markers, but moves on over them', async () => {
    const log = Buffer.concat([
      encodeBatch([plain('aborted')], { baseOffset: 0n, producerId: 7n, attributes: 16 }),
      encodeBatch([plain('plain')], { baseOffset: 1n }),
      encodeBatch([plain('other')], { baseOffset: 2n, producerId: 8n, attributes: 16 }),
      encodeMarker(3n, 7n, 'abort'),
      encodeBatch([plain('again')], { baseOffset: 4n, producerId: 7n, attributes: 16 }),
      encodeMarker(5n, 7n, 'commit'),
      encodeMarker(6n, 8n, 'commit'),
    ]);
    const [piece] = await read(log, 0n, [{ producerId: 7n, firstOffset: 0n }]);
    expect(texts(piece!.records)).toEqual(['plain', 'other', 'again']);
    expect(piece!.nextOffset).toBe(7n);
  });

  it('hands over large fetches in pieces', async () => {
    const large = Buffer.alloc(20 * 1024 * 1024);
    const batches = [0n, 1n, 2n].map(baseOffset => encodeBatch([{ ...plain(''), value: large }], { baseOffset }));
    const pieces = await read(Buffer.concat(batches), 0n);
    expect(pieces.map(({ records, nextOffset }) => [records.length, nextOffset])).toEqual([
      [2, 2n],
      [1, 3n],
    ]);
  });

  it('hands over a batch that can’t be unpacked as one bad record', async () => {
    const damaged = encodeBatch([plain('a'), plain('b', 1)], {
      baseOffset: 0n,
      attributes: 1,
      pack: all => deflateSync(all),
    });
    const good = encodeBatch([plain('c')], { baseOffset: 2n });
    const [piece] = await read(Buffer.concat([damaged, good]), 0n);
    expect(piece!.records.map(({ offset, key }) => [offset, key === null])).toEqual([
      [1n, true],
      [2n, false],
    ]);
  });

  it('refuses message formats that Kafka gave up', () => {
    const old = encodeBatch([plain('a')], { baseOffset: 0n });
    old.writeInt8(1, 16);
    expect(() => new FetchedRecords(old, [])).toThrow('message format v1');
  });
});
