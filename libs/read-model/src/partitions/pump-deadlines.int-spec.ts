import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { newYear, pump, TestPartition } from '../testing/rows.fixture.ts';
import { nextDue, pumpsSilentFrom } from './pump-deadlines.ts';

let database: TestDatabase;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  const rows = [
    pump({ pumpId: 'P-1', dueAt: newYear + 5, silentAt: newYear + 4 }),
    pump({ pumpId: 'P-2', dueAt: newYear + 3, silentAt: newYear + 9 }),
    pump({ pumpId: 'P-3', dueAt: null, silentAt: newYear + 8 }),
    pump({ pumpId: 'P-4', dueAt: null, silentAt: null }),
  ];
  await (await TestPartition.open(model)).write({ pumps: rows });
  await (
    await TestPartition.open(model, 1)
  ).write({ pumps: [pump({ pumpId: 'P-9', dueAt: newYear, silentAt: newYear + 9 })] });
});
afterAll(async () => {
  await database.stop();
});

it('the next time at which the clock changes something is that of one partition', async () => {
  expect([await nextDue(model, 0), await nextDue(model, 1), await nextDue(model, 2)]).toEqual([
    newYear + 3,
    newYear,
    null,
  ]);
});

it('pumps that fall silent from a time on come by id, in portions', async () => {
  const ids = async (from: number, after: string, limit: number): Promise<readonly string[]> =>
    (await pumpsSilentFrom(model, { partition: 0, from, after, limit })).map(row => row.pumpId);
  expect(await ids(newYear + 5, '', 9)).toEqual(['P-2', 'P-3']);
  expect(await ids(newYear, '', 2)).toEqual(['P-1', 'P-2']);
  expect(await ids(newYear, 'P-2', 2)).toEqual(['P-3']);
});
