import { setTimeout as delay } from 'node:timers/promises';
import { loadPumps } from '../queries/pumps-by-id.ts';
import { DatabaseUnavailable, Fenced, StaleState } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { archived, pump, raised, TestPartition } from '../testing/rows.fixture.ts';
import { writeBatch } from './write-batch.ts';

let database: TestDatabase;
let url: string;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  url = await database.empty();
  model = await database.open(url, 8);
});
afterEach(async () => {
  await model.close();
});

/** How many batches the log has; each is one event of each of three pumps. */
const batches = 60;
const pumpIds = ['P-1', 'P-2', 'P-3'];

/** Reads the log from its stored position to its end, once; what it knows of the pumps it reads anew. */
const project = async (partition: number): Promise<void> => {
  const owner = await TestPartition.open(model, partition);
  const mine = pumpIds.map(pumpId => `${pumpId}-${partition}`);
  const revisions = new Map((await loadPumps(model, mine)).map(row => [row.pumpId, row.revision]));
  for (let at = Number(owner.position ?? 0n); at < batches; at += 1) {
    await owner.write({
      archive: mine.map(pumpId => archived({ pumpId, seq: at + 1 })),
      pumps: mine.map(pumpId => pump({ pumpId, expectedRevision: revisions.get(pumpId) ?? null, version: at + 1 })),
      alertChanges: [raised({ alertId: `a-${partition}`, version: at + 1 })],
    });
    for (const pumpId of mine) revisions.set(pumpId, (revisions.get(pumpId) ?? 0) + 1);
  }
};

const projectDespiteAll = async (partition: number, seen: unknown[]): Promise<void> => {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    try {
      await project(partition);
      return;
    } catch (error) {
      seen.push(error);
      await delay(5);
    }
  }
  throw new Error('The log was not read to its end.');
};

const expectEachOnce = async (partitions: number): Promise<void> => {
  const rows = await database.sql(
    `select count(*)::int as events, count(distinct (pump_id, seq))::int as distinct_events, max(seq) as last from event`,
    url,
  );
  const events = batches * pumpIds.length * partitions;
  expect(rows).toEqual([{ events, distinct_events: events, last: batches }]);
  const pumps = await database.sql('select distinct revision, version from pump', url);
  expect(pumps).toEqual([{ revision: batches, version: batches }]);
  const changes = await database.sql('select count(*)::int as n from alert_change', url);
  expect(changes).toEqual([{ n: batches * partitions }]);
};

describe('a log of batches', () => {
  it('is stored exactly once while connections are cut at random', async () => {
    const seen: unknown[] = [];
    let projecting = true;
    const saboteur = async (): Promise<number> => {
      let cuts = 0;
      while (projecting) {
        await delay(Math.random() * 40);
        const name = url.replace(/^.*\//, '');
        const victim = `select pid from pg_stat_activity where datname = '${name}' and application_name = 'cisterna' order by random() limit 1`;
        cuts += (await database.sql(`select pg_terminate_backend(pid) from (${victim}) v`)).length;
      }
      return cuts;
    };
    const cutting = saboteur();
    await Promise.all([0, 1].map(partition => projectDespiteAll(partition, seen)));
    projecting = false;
    expect(await cutting).toBeGreaterThan(0);
    expect(seen.filter(error => !(error instanceof DatabaseUnavailable))).toEqual([]);
    await expectEachOnce(2);
  });

  it('is stored exactly once by two that both believe to own it', async () => {
    const seen: unknown[] = [];
    await Promise.all([projectDespiteAll(0, seen), projectDespiteAll(0, seen)]);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(error => !(error instanceof Fenced) && !(error instanceof StaleState))).toEqual([]);
    await expectEachOnce(1);
  });
});

it('never deadlocks where two partitions write the same pumps: one of them reads again', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `P-${index}`);
  const outcomes: string[] = [];
  const contend = async (partition: number, order: readonly string[]): Promise<void> => {
    const owner = await TestPartition.open(model, partition);
    for (let round = 0; round < 15; round += 1) {
      const known = new Map((await loadPumps(model, ids)).map(row => [row.pumpId, row.revision]));
      const pumps = order.map(pumpId => pump({ pumpId, expectedRevision: known.get(pumpId) ?? null }));
      const batch = owner.batch({ pumps });
      await writeBatch(model, batch).then(
        () => {
          outcomes.push('written');
          owner.position = batch.to;
        },
        (error: unknown) => outcomes.push(error instanceof StaleState ? 'stale' : String(error)),
      );
    }
  };
  await Promise.all([contend(0, ids), contend(1, ids.toReversed()), contend(2, ids)]);
  expect(new Set(outcomes)).toEqual(new Set(['written', 'stale']));
  const written = outcomes.filter(outcome => outcome === 'written').length;
  expect(await database.sql('select distinct revision from pump', url)).toEqual([{ revision: written }]);
});
