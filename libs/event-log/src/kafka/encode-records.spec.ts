import fc from 'fast-check';
import { CompressionTypes } from 'kafkajs';
import { crc32c } from './crc32c.ts';
import { decodeRecords } from './decode-records.ts';
import { encodeRecords, type BatchHead } from './encode-records.ts';
import { recordBatches } from './record-batch.ts';
import { unpack } from './unpack.ts';

const head: BatchHead = {
  compression: CompressionTypes.None,
  transactional: false,
  producerId: 77n,
  producerEpoch: 3,
  firstSequence: 12,
};
const bytes = fc.uint8Array({ maxLength: 300 }).map(content => Buffer.from(content));
const message = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(fc.string({ maxLength: 5 }), bytes, { maxKeys: 3 }),
  timestamp: fc.integer({ min: 0, max: 2 ** 45 }).map(String),
});

describe('encodeRecords', () => {
  it.each([CompressionTypes.None, CompressionTypes.GZIP])(
    'writes what is read back, with compression %s',
    async compression => {
      await fc.assert(
        fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 20 }), async messages => {
          const [batch] = [...recordBatches(await encodeRecords(messages, { ...head, compression }, 0))];
          const records = decodeRecords(batch!, await unpack(batch!.codec, batch!.packed), 0n);
          expect(records.map(record => record.offset)).toEqual(messages.map((_, index) => BigInt(index)));
          expect(records.map(({ key, value }) => [key, value])).toEqual(messages.map(({ key, value }) => [key, value]));
          expect(records.map(({ receivedAt }) => String(receivedAt))).toEqual(
            messages.map(({ timestamp }) => timestamp),
          );
          expect(records.map(({ headers }) => ({ ...headers }))).toEqual(
            messages.map(({ headers }) => ({ ...headers })),
          );
          expect(batch!.maxTimestamp).toBe(Math.max(...messages.map(({ timestamp }) => Number(timestamp))));
        }),
      );
    },
  );

  it('takes texts for bytes, several values of a header, and now for no time', async () => {
    const [batch] = [
      ...recordBatches(await encodeRecords([{ key: 'ключ', value: 'x', headers: { a: ['1', '2'] } }], head, 99)),
    ];
    const [record] = decodeRecords(batch!, batch!.packed, 0n);
    expect([record!.key, record!.value, record!.headers['a']].map(String)).toEqual(['ключ', 'x', '2']);
    expect(record!.receivedAt).toBe(99);
  });

  it('says who wrote it, and sums it up', async () => {
    const encoded = await encodeRecords([{ value: 'x' }, { value: 'y' }], { ...head, transactional: true }, 5);
    const [batch] = [...recordBatches(encoded)];
    expect(batch).toMatchObject({
      baseOffset: 0n,
      lastOffset: 1n,
      isTransactional: true,
      producerId: 77n,
      count: 2,
      codec: 0,
    });
    expect([encoded.readInt16BE(51), encoded.readInt32BE(53)]).toEqual([3, 12]);
    expect(encoded.readInt32BE(17)).toBe(crc32c(encoded.subarray(21)));
  });
});
