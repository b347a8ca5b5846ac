import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { newYear, pump, telemetry, TestPartition } from '../testing/rows.fixture.ts';
import { loadPumps, pumpsDue, readPumps } from './pumps-by-id.ts';

let database: TestDatabase;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  const zero = await TestPartition.open(model, 0);
  const one = await TestPartition.open(model, 1);
  await zero.write({
    pumps: [pump({ dueAt: 10 }), pump({ pumpId: 'P-2', dueAt: 5 }), pump({ pumpId: 'P-3', dueAt: null })],
  });
  await one.write({
    clockAt: newYear + 7,
    pumps: [pump({ pumpId: 'P-6', dueAt: 1, state: '{"é":1}', calendar: '[]' })],
  });
});
afterAll(async () => {
  await database.stop();
});

describe('pumps by id', () => {
  it('are loaded where they are, in any number', async () => {
    expect((await loadPumps(model, ['P-6', 'P-0', 'P-1'])).map(row => row.pumpId).sort()).toEqual(['P-1', 'P-6']);
    const many = Array.from({ length: 5000 }, (_, index) => `P-${index}`);
    expect(await loadPumps(model, many)).toHaveLength(4);
    expect(await loadPumps(model, [])).toEqual([]);
  });

  it('come with the clock of their partition for answers, 0 where nothing of that topic was read', async () => {
    const row = {
      pumpId: 'P-6',
      partition: 1,
      revision: 1,
      clinicId: 'C-1',
      silentAt: null,
      dueAt: 1,
      state: '{"é":1}',
      calendar: '[]',
    };
    const changedBy = expect.any(Number) as number;
    expect(await readPumps(model, telemetry, ['P-6', 'P-0'])).toEqual([{ ...row, changedBy, clockAt: newYear + 7 }]);
    expect(await readPumps(model, 'another.topic', ['P-6'])).toEqual([{ ...row, changedBy, clockAt: 0 }]);
  });

  it('are due by their partition’s clock, the longest due first', async () => {
    const due = async (clock: number, limit = 10) =>
      (await pumpsDue(model, { partition: 0, clock, limit })).map(row => row.pumpId);
    expect(await due(4)).toEqual([]);
    expect(await due(5)).toEqual(['P-2']);
    expect(await due(10)).toEqual(['P-2', 'P-1']);
    expect(await due(10, 1)).toEqual(['P-2']);
  });
});
