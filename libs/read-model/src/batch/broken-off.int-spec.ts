import { setTimeout as delay } from 'node:timers/promises';
import { loadPumps } from '../queries/pumps-by-id.ts';
import { DatabaseUnavailable } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { databaseUnavailable, rejection } from '../testing/outcomes.fixture.ts';
import { alert, archived, pump, raised, TestPartition, type BatchParts } from '../testing/rows.fixture.ts';
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
  alerts: [alert()],
  alertChanges: [raised()],
};

const waitingForLock = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;

const events = async (): Promise<unknown> => model.dataSource.query('select count(*)::int as n from event');

describe('a batch that the database breaks off', () => {
  it.each(['event', 'alert_change'])(
    'is unavailable, not half stored, when its connection is cut at %s',
    async table => {
      const rival = model.dataSource.createQueryRunner();
      await rival.startTransaction();
      await rival.query(`lock table ${table}`);
      const write = databaseUnavailable(writeBatch(model, owner.batch(everything)));
      await database.until(`select pg_terminate_backend(pid) from (${waitingForLock}) waiting`, url);
      await write;
      await rival.rollbackTransaction();
      await rival.release();
      expect(await events()).toEqual([{ n: 0 }]);
      await owner.write(everything);
      expect(await events()).toEqual([{ n: 1 }]);
    },
  );

  it('may be tried again after a deadlock', async () => {
    await owner.write({ pumps: [pump()] });
    const rival = model.dataSource.createQueryRunner();
    await rival.startTransaction();
    await rival.query(`set local deadlock_timeout = '30s'`);
    await rival.query(`select 1 from pump where pump_id = 'P-1' for update`);
    const write = databaseUnavailable(writeBatch(model, owner.batch({ pumps: [pump({ expectedRevision: 1 })] })));
    await database.until(waitingForLock, url);
    const locked = rival.query('select 1 from partition for update');
    expect((await write).cause).toMatchObject({ code: '40P01' });
    await locked;
    await rival.commitTransaction();
    await rival.release();
    await owner.write({ pumps: [pump({ expectedRevision: 1 })] });
    expect(await loadPumps(model, ['P-1'])).toMatchObject([{ revision: 2 }]);
  });

  it('is unavailable while the server is down, and is stored after it is back', async () => {
    const batch = owner.batch(everything);
    database.crash();
    const outcomes: unknown[] = [];
    const deadline = performance.now() + 20_000;
    while (performance.now() < deadline) {
      try {
        owner = await TestPartition.open(model);
        await writeBatch(model, { ...batch, from: owner.position, epoch: owner.epoch });
        break;
      } catch (error) {
        outcomes.push(error);
        await delay(50);
      }
    }
    expect(outcomes.filter(error => !(error instanceof DatabaseUnavailable))).toEqual([]);
    expect(await events()).toEqual([{ n: 1 }]);
  });

  it('is thrown on as it is when the fault is in its rows', async () => {
    const twice = { pumpId: 'P-1', order: { boot: 1, seq: 1, entry: 0 }, state: '{}' };
    const error = await rejection(writeBatch(model, owner.batch({ snapshots: [twice, twice] })));
    expect(error).toMatchObject({ code: '21000' });
  });
});
