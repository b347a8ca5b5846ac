import type { EventOrder } from '@cisterna/contract';
import fc from 'fast-check';
import type { ArchiveRow } from '../batch/archive-row.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { archived, hour, newYear, TestPartition } from '../testing/rows.fixture.ts';
import { seriesOf, type Bucket, type SeriesQuery } from './series.ts';

let database: TestDatabase;
let model: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  owner = await TestPartition.open(model);
});
afterAll(async () => {
  await database.stop();
});

let pumps = 0;
const store = async (rows: readonly Partial<ArchiveRow>[]): Promise<string> => {
  const pumpId = `P-${(pumps += 1)}`;
  await owner.write({ archive: rows.map((row, index) => archived({ seq: index + 1, ...row, pumpId })) });
  return pumpId;
};

const series = (pumpId: string, parts: Partial<SeriesQuery>): Promise<Bucket[]> =>
  seriesOf(model, { pumpId, metric: 'computedLevelNl', from: null, to: null, points: 2000, except: [], ...parts });

const levels = async (pumpId: string, parts: Partial<SeriesQuery> = {}): Promise<number[]> =>
  (await series(pumpId, parts)).map(bucket => bucket.mean);

describe('the computed level over time', () => {
  it('falls by what was delivered since the last refill, in order, never below 0', async () => {
    const pumpId = await store([
      { deliveredNl: 7 },
      { filledNl: 100 },
      { deliveredNl: 30 },
      { deliveredNl: 80 },
      { filledNl: 50 },
      { deliveredNl: 0 },
      { deliveredNl: 20 },
    ]);
    expect(await levels(pumpId)).toEqual([100, 70, 0, 50, 50, 30]);
  });

  it('begins in a window with what the fill before it left', async () => {
    const pumpId = await store([{ filledNl: 100 }, { deliveredNl: 30 }, { deliveredNl: 10 }, { deliveredNl: 10 }]);
    expect(await levels(pumpId, { from: newYear + 3 * hour })).toEqual([60, 50]);
    expect(await levels(pumpId, { to: newYear + 3 * hour })).toEqual([100, 70]);
  });

  it('leaves out voided refills', async () => {
    const pumpId = await store([
      { filledNl: 100 },
      { deliveredNl: 30 },
      { seq: 2, entry: 1, filledNl: 500 },
      { deliveredNl: 10, seq: 3 },
    ]);
    const except: EventOrder[] = [{ boot: 1, seq: 2, entry: 1 }];
    expect(await levels(pumpId, { except })).toEqual([100, 70, 60]);
    expect((await levels(pumpId)).at(-1)).toBe(490);
  });

  it('is nothing before the first refill', async () => {
    expect(await series(await store([{ deliveredNl: 30 }]), {})).toEqual([]);
    expect(await series('P-none', {})).toEqual([]);
  });

  it('is what a plain account gives, for any history and window', async () => {
    const event = fc.record({
      filledNl: fc.option(fc.nat(500), { freq: 6 }),
      deliveredNl: fc.nat(60),
      at: fc.nat(40),
      boot: fc.integer({ min: 1, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), fc.nat(40), fc.nat(40), async (events, from, to) => {
        const rows = events
          .map((row, seq) => ({ ...row, seq: seq + 1, deliveredNl: row.filledNl === null ? row.deliveredNl : null }))
          .sort((a, b) => a.boot - b.boot || a.seq - b.seq);
        const pumpId = await store(rows);
        const expected: [number, number][] = [];
        let level: number | null = null;
        for (const { filledNl, deliveredNl, at } of rows) {
          level = filledNl ?? (level === null ? null : level - (deliveredNl ?? 0));
          if (level !== null && at >= from && at < to) expected.push([at, Math.max(0, level)]);
        }
        const buckets = await series(pumpId, { from, to });
        const found = buckets.map(({ at, min, max, n }) => [at, min, max, n]);
        const times = [...new Set(expected.map(([at]) => at))].sort((a, b) => a - b);
        const wanted = times.map(at => {
          const values = expected.filter(reading => reading[0] === at).map(reading => reading[1]);
          return [at, Math.min(...values), Math.max(...values), values.length];
        });
        expect(found).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });
});

describe('any metric', () => {
  it('is put into at most as many buckets as asked for, the empty ones left out', async () => {
    const pumpId = await store(
      Array.from({ length: 100 }, (_, index) => ({ at: newYear + index, deliveredNl: index })),
    );
    const buckets = await series(pumpId, { metric: 'deliveredNl', points: 7 });
    expect(buckets).toHaveLength(7);
    expect(buckets[0]).toEqual({ at: newYear, min: 0, mean: 7, max: 14, n: 15 });
    expect(buckets.reduce((sum, { n }) => sum + n, 0)).toBe(100);
    const sparse = await series(pumpId, { metric: 'deliveredNl', from: newYear - 300, to: newYear + 100, points: 4 });
    expect(sparse.map(({ at, n }) => [at - newYear, n])).toEqual([[0, 100]]);
  });

  it('reads its own column, zeros and negative readings too', async () => {
    const pumpId = await store([{ sensedNl: 0 }, { meanPa: -50, pulsationPa: 9 }, { sensedNl: 2 ** 45 }]);
    const values = await Promise.all(
      (['sensedLevelNl', 'meanPa', 'pulsationPa', 'deliveredNl'] as const).map(metric => levels(pumpId, { metric })),
    );
    expect(values).toEqual([[0, 2 ** 45], [-50], [9], []]);
  });
});
