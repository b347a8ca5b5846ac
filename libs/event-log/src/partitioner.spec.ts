import fc from 'fast-check';
import { murmur2, partitionOf } from './partitioner.ts';

describe('murmur2', () => {
  // The values of org.apache.kafka.common.utils.UtilsTest.testMurmur2.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as the Java client does', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });
});

describe('partitionOf', () => {
  it('gives every key one of the partitions, the same for its text and its bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1_000 }), (key, partitions) => {
        const partition = partitionOf(key, partitions);
        expect(partition).toBeGreaterThanOrEqual(0);
        expect(partition).toBeLessThan(partitions);
        expect(partitionOf(Buffer.from(key), partitions)).toBe(partition);
      }),
    );
  });

  it('spreads the pumps of a fleet over all partitions', () => {
    const counts = new Array<number>(8).fill(0);
    for (let pump = 0; pump < 4_000; pump++) counts[partitionOf(`P-${pump}`, 8)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(400);
  });
});
