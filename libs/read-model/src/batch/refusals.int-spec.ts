import { openPartition, partitionStates } from '../partitions/partition-state.ts';
import { Fenced, StaleState } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { rejection } from '../testing/outcomes.fixture.ts';
import { alert, archived, pump, raised, telemetry, TestPartition, type BatchParts } from '../testing/rows.fixture.ts';
import { writeBatch } from './write-batch.ts';

let database: TestDatabase;
let url: string;
let model: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  url = await database.empty();
  model = await database.open(url, 4);
  owner = await TestPartition.open(model);
});
afterEach(async () => {
  await model.close();
});

const everything: BatchParts = {
  archive: [archived()],
  pumps: [pump()],
  snapshots: [{ pumpId: 'P-1', order: { boot: 1, seq: 1, entry: 0 }, state: '{}' }],
  alerts: [alert()],
  alertChanges: [raised()],
};

const storedRows = async (): Promise<number> => {
  const tables = ['event', 'pump', 'pump_snapshot', 'reconciliation', 'alert', 'alert_change', 'dead_letter'];
  const counts = tables.map(table => `(select count(*)::int from ${table})`).join(' + ');
  const [row] = await model.dataSource.query<{ rows: number }[]>(`select ${counts} as rows`);
  return row?.rows ?? -1;
};

describe('a batch of somebody who lost the partition', () => {
  it('is refused and stores nothing once another has opened it', async () => {
    await owner.write({ to: 10n });
    const successor = await openPartition(model, { topic: telemetry, partition: 0 });
    const error = await rejection(writeBatch(model, owner.batch(everything)));
    expect(error).toBeInstanceOf(Fenced);
    expect(error).toMatchObject({
      code: 'fenced',
      retriable: false,
      topic: telemetry,
      partition: 0,
      mine: { epoch: 1, position: 10n },
      stored: { epoch: 2, position: 10n },
    });
    expect(successor).toEqual({ position: 10n, epoch: 2, clockAt: expect.any(Number) as number, outages: [] });
    expect(await storedRows()).toBe(0);
  });

  it.each([
    ['it has read further meanwhile', 5n],
    ['it believes to be at the beginning', null],
    ['it is ahead of what is stored', 11n],
  ])('is refused when %s', async (_why, from) => {
    await owner.write({ to: 10n });
    expect(await rejection(writeBatch(model, owner.batch({ ...everything, from })))).toBeInstanceOf(Fenced);
    expect(await storedRows()).toBe(0);
  });

  it('is refused for a partition that was never opened', async () => {
    const error = await rejection(writeBatch(model, owner.batch({ ...everything, partition: 7 })));
    expect(error).toMatchObject({ code: 'fenced', stored: null });
  });

  it('is stored once when two write it at the same time', async () => {
    const twice = await Promise.allSettled([1, 2].map(() => writeBatch(model, owner.batch(everything))));
    expect(twice.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(twice.find(result => result.status === 'rejected')?.reason).toBeInstanceOf(Fenced);
    expect(await storedRows()).toBe(5);
  });
});

describe('a batch that was worked out from rows that have changed', () => {
  const stale = async (parts: BatchParts): Promise<readonly string[]> => {
    const before = await storedRows();
    const error = await rejection(writeBatch(model, owner.batch({ archive: [archived({ seq: 99 })], ...parts })));
    if (!(error instanceof StaleState)) throw error;
    expect(error).toMatchObject({ code: 'stale-state', retriable: true });
    expect(await storedRows()).toBe(before);
    expect((await partitionStates(model, telemetry))[0]?.position).toBe(owner.position);
    return [...error.pumpIds].sort();
  };

  beforeEach(async () => {
    await owner.write({ pumps: [pump(), pump({ pumpId: 'P-2' })] });
    await owner.write({ pumps: [pump({ expectedRevision: 1 })], alerts: [alert()], alertChanges: [raised()] });
    await owner.write({ archive: [archived({ pumpId: 'P-3' })] });
  });

  it('names the pump whose revision is another', async () => {
    const pumps = [pump({ expectedRevision: 1 }), pump({ pumpId: 'P-2', expectedRevision: 1 })];
    expect(await stale({ pumps })).toEqual(['P-1']);
  });

  it('names the pump that was taken for new', async () => {
    expect(await stale({ pumps: [pump({ pumpId: 'P-2' }), pump({ pumpId: 'P-8' })] })).toEqual(['P-2']);
  });

  it('names the pump that was taken for known', async () => {
    const pumps = [pump({ pumpId: 'P-2', expectedRevision: 1 }), pump({ pumpId: 'P-8', expectedRevision: 4 })];
    expect(await stale({ pumps })).toEqual(['P-8']);
  });

  it('names the pump whose alert has another version', async () => {
    expect(await stale({ alerts: [alert({ version: 4, formerVersion: 3 })] })).toEqual(['P-1']);
  });

  it('names the pump whose alert is there already', async () => {
    expect(await stale({ alerts: [alert()] })).toEqual(['P-1']);
  });

  it('names the pumps whose events the archive has, and only those', async () => {
    const archive = [archived(), archived({ pumpId: 'P-3' }), archived({ pumpId: 'P-4' })];
    expect(await stale({ archive })).toEqual(['P-3']);
  });

  it('names all its pumps when nothing shows which', async () => {
    expect(await stale({ archive: [archived({ seq: 98 })], alertChanges: [raised()] })).toEqual(['P-1']);
  });
});

it('refuses a large batch for its first event and can be used again at once', async () => {
  await owner.write({ archive: [archived({ pumpId: 'P-0' })] });
  const archive = Array.from({ length: 20_000 }, (_, index) =>
    archived({ pumpId: `P-${index}`, text: 'x'.repeat(500) }),
  );
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const error = await rejection(writeBatch(model, owner.batch({ archive })));
    expect(error).toMatchObject({ code: 'stale-state', pumpIds: ['P-0'] });
  }
  await owner.write({ archive: archive.slice(1) });
  expect(await storedRows()).toBe(20_000);
});
