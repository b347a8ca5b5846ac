import { pino } from 'pino';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import {
  archiveOf,
  Fenced,
  openPartition,
  openReadModel,
  partitionStates,
  type BatchWrite,
  type ReadModel,
} from '@cisterna/read-model';
import { batchWrite } from './batch-write.ts';
import { GroupWriter } from './group-writer.ts';

const topic = 'pump.telemetry.v1';
const partitions = [0, 1, 2, 3, 4, 5];

let postgres: EmbeddedPostgres;
let model: ReadModel;
beforeAll(async () => {
  postgres = await startThrowawayPostgres();
  model = await openReadModel({ url: postgres.url, poolSize: 4, log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await model.close();
  await postgres.stop();
});

/** The next batch of each partition, opened anew: events of a pump of its own, ten places further. */
const nextBatches = (events = 1): Promise<BatchWrite[]> =>
  Promise.all(
    partitions.map(async partition => {
      const { epoch, position: from } = await openPartition(model, { topic, partition });
      const to = (from ?? 0n) + 10n;
      const archive = archiveOf(
        Array.from({ length: events }, (_, i) => ({
          ...{
            pumpId: `P-${partition}-${to}`,
            boot: 1,
            seq: i + 1,
            entry: 0,
            type: 'pump.booted.v1',
            at: 0,
            receivedAt: 0,
          },
          ...{ deliveredNl: null, filledNl: null, sensedNl: null, meanPa: null, pulsationPa: null, text: '{}' },
        })),
      );
      return batchWrite({ topic, partition, epoch, from, to, clockAt: 0, highWatermark: to }, [], archive, []);
    }),
  );

const positions = async (): Promise<unknown[]> => (await partitionStates(model, topic)).map(({ position }) => position);

const transactions = async (): Promise<number> => {
  const rows = await model.dataSource.query<{ n: number }[]>('select count(distinct xmin::text)::int as n from event');
  return rows[0]?.n ?? Number.NaN;
};

describe('the writer of groups', () => {
  it('stores the first at once, and what comes meanwhile in one transaction', async () => {
    const writer = new GroupWriter(model);
    await Promise.all((await nextBatches()).map(batch => writer.write(batch)));
    expect(await positions()).toEqual(partitions.map(() => 10n));
    expect(await transactions()).toBe(2);
  });

  it('tells only the one whose partition was taken away, and stores the others', async () => {
    const writer = new GroupWriter(model);
    const batches = await nextBatches();
    await openPartition(model, { topic, partition: 3 });
    const outcomes = await Promise.allSettled(batches.map(batch => writer.write(batch)));
    expect(outcomes.map(({ status }) => status)).toEqual(
      partitions.map(partition => (partition === 3 ? 'rejected' : 'fulfilled')),
    );
    expect(outcomes[3]).toMatchObject({ reason: expect.any(Fenced) as Fenced });
    expect(await positions()).toEqual(partitions.map(partition => (partition === 3 ? 10n : 20n)));
  });

  it('goes on after a group that failed, and gives a large batch a transaction of its own', async () => {
    const writer = new GroupWriter(model);
    const before = await transactions();
    const fenced = await nextBatches();
    await nextBatches();
    await Promise.allSettled(fenced.map(batch => writer.write(batch)));
    expect(await transactions()).toBe(before);
    await Promise.all((await nextBatches(600)).map(batch => writer.write(batch)));
    expect(await transactions()).toBe(before + partitions.length);
  });
});
