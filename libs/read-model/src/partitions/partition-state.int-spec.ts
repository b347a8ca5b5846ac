import { Fenced } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { rejection } from '../testing/outcomes.fixture.ts';
import { newYear, telemetry, TestPartition } from '../testing/rows.fixture.ts';
import { markRead, openPartition, partitionStates, storeOutages } from './partition-state.ts';

let database: TestDatabase;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  model = await database.open();
});
afterEach(async () => {
  await model.close();
});

const open = (partition: number, topic = telemetry) => openPartition(model, { topic, partition });

describe('opening a partition', () => {
  it('starts before everything the first time', async () => {
    expect(await open(3)).toEqual({ position: null, epoch: 1, clockAt: 0, outages: [] });
  });

  it('goes on where the last batch ended, one epoch further', async () => {
    const owner = await TestPartition.open(model, 3);
    await owner.write({ to: 9_007_199_254_740_993n, clockAt: newYear });
    expect(await open(3)).toEqual({ position: 9_007_199_254_740_993n, epoch: 2, clockAt: newYear, outages: [] });
  });

  it('knows partitions of different topics apart', async () => {
    await (await TestPartition.open(model, 3)).write({ to: 5n });
    expect(await open(3, 'other.topic')).toEqual({ position: null, epoch: 1, clockAt: 0, outages: [] });
  });

  it('gives each of several that open it at once an epoch of its own', async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, () => open(3)));
    expect(opened.map(({ epoch }) => epoch).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('waits for a batch that is being written, and then has its position', async () => {
    const owner = await TestPartition.open(model, 3);
    const writing = owner.write({ to: 77n });
    const { position, epoch } = await open(3);
    const wasFirst = await writing.then(
      () => true,
      () => false,
    );
    expect([position, epoch]).toEqual([wasFirst ? 77n : null, 2]);
  });
});

describe('marking a partition as read through a time', () => {
  const mark = (epoch: number, clockAt: number, highWatermark = 9n) =>
    markRead(model, { topic: telemetry, partition: 3, epoch, clockAt, highWatermark });

  it('moves the clock and the end of the log, never the position', async () => {
    await (await TestPartition.open(model, 3)).write({ to: 5n, clockAt: newYear });
    await mark(1, newYear + 60_000);
    expect(await partitionStates(model, telemetry)).toEqual([
      { partition: 3, position: 5n, epoch: 1, clockAt: newYear + 60_000, highWatermark: 9n },
    ]);
  });

  it('never moves the clock back', async () => {
    await (await TestPartition.open(model, 3)).write({ clockAt: newYear });
    await mark(1, newYear - 1);
    expect(await partitionStates(model, telemetry)).toMatchObject([{ clockAt: newYear }]);
  });

  it('is refused once another has opened it', async () => {
    await open(3);
    await open(3);
    const error = await rejection(mark(1, newYear));
    expect(error).toBeInstanceOf(Fenced);
    expect(error).toMatchObject({ partition: 3, mine: { epoch: 1 }, stored: { epoch: 2, position: null } });
    expect(await partitionStates(model, telemetry)).toMatchObject([{ clockAt: 0, highWatermark: null }]);
  });
});

describe('outages of the log', () => {
  it('are there for the next owner, and are not for a former one to change', async () => {
    await open(3);
    const place = { topic: telemetry, partition: 3, epoch: 1 };
    await storeOutages(model, place, [[newYear, newYear + 60_000]]);
    expect((await open(3)).outages).toEqual([[newYear, newYear + 60_000]]);
    expect(await rejection(storeOutages(model, place, []))).toBeInstanceOf(Fenced);
  });
});

it('lists the partitions of one topic in their order', async () => {
  for (const partition of [10, 2, 0]) await open(partition);
  await open(1, 'other.topic');
  expect((await partitionStates(model, telemetry)).map(({ partition }) => partition)).toEqual([0, 2, 10]);
});
