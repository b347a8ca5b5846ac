import { setTimeout as delay } from 'node:timers/promises';
import type { ReadModel } from '../read-model.ts';
import { openReadModel } from '../read-model.ts';
import { keptLog, TestDatabase } from '../testing/database.fixture.ts';
import { deadLetter, pump, raised, TestPartition } from '../testing/rows.fixture.ts';
import { listenForChanges, type ChangeListener } from './change-listener.ts';
import { alertChangesChannel } from './changes-channel.ts';

let database: TestDatabase;
let model: ReadModel;
let listener: ChangeListener;
let calls: number;
const log = keptLog();
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await openReadModel({ url: await database.empty(), poolSize: 4, log });
});
afterAll(async () => {
  await model.close();
  await database.stop();
});
beforeEach(() => {
  calls = 0;
  log.lines.length = 0;
  listener = listenForChanges(model, () => {
    calls += 1;
  });
});
afterEach(async () => {
  await listener.stop();
});

const called = async (times: number): Promise<void> => {
  const deadline = performance.now() + 15_000;
  while (calls < times && performance.now() < deadline) await delay(5);
  expect(calls).toBeGreaterThanOrEqual(times);
};

describe('a listener', () => {
  it('is called once it listens, and after each batch that changed something', async () => {
    await called(1);
    const owner = await TestPartition.open(model);
    await owner.write({ pumps: [pump()] });
    await called(2);
    await owner.write({ alertChanges: [raised()] });
    await called(3);
    expect(calls).toBe(3);
  });

  it('is not called for a batch that changed nothing to see, or that failed', async () => {
    await called(1);
    const owner = await TestPartition.open(model, 2);
    await owner.write();
    await owner.write({ pumps: [pump({ expectedRevision: 77 })] }).catch(() => undefined);
    await owner.write({ pumps: [pump({ pumpId: 'P-2' })] });
    await called(2);
    expect(calls).toBe(2);
  });

  it('of alerts is called for batches that changed one, and for no others', async () => {
    await listener.stop();
    calls = 0;
    listener = listenForChanges(model, () => (calls += 1), alertChangesChannel);
    await called(1);
    const owner = await TestPartition.open(model, 4);
    const of = (alertId: string) => raised({ alertId });
    await owner.write({ pumps: [pump({ pumpId: 'P-4' })] });
    await owner.write({ deadLetters: [deadLetter()] });
    await owner.write({ pumps: [pump({ pumpId: 'P-5' })], alertChanges: [of('a-1'), of('a-2')] });
    await called(2);
    await owner.write({ alertChanges: [of('a-3')] });
    await called(3);
    expect(calls).toBe(3);
  });

  it('connects anew after its connection was cut, and is called since something may have been missed', async () => {
    await called(1);
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cisterna-listener'`;
    await database.until(cut);
    await called(2);
    expect(log.lines.map(({ level, event }) => [level, event])).toContainEqual(['warn', 'read-model.listener-lost']);
  });

  it('connects anew after the server was down', async () => {
    await called(1);
    database.crash();
    await called(2);
  });

  it('hears nothing once it is stopped, and leaves no connection', async () => {
    await called(1);
    await listener.stop();
    const before = calls;
    await (await TestPartition.open(model, 3)).write({ pumps: [pump({ pumpId: 'P-3' })] });
    await database.until(
      `select 1 where not exists (select from pg_stat_activity where application_name = 'cisterna-listener')`,
    );
    expect(calls).toBe(before);
  });

  it('can be stopped before it is connected', async () => {
    await listener.stop();
    expect(calls).toBeLessThanOrEqual(1);
  });
});
