import type { ReadModel } from '../read-model.ts';
import { keptLog, TestDatabase } from '../testing/database.fixture.ts';
import { alert, archived, pump, raised, telemetry, TestPartition } from '../testing/rows.fixture.ts';
import { generationDifferences, pumpsWithOtherAlerts } from './differences.ts';
import { exchangeGenerations } from './exchange.ts';
import { adoptFormerGeneration, clearNextGeneration, openNextGeneration } from './generation.ts';
import { listGenerations } from './list-generations.ts';

let database: TestDatabase;
let url: string;
let live: ReadModel;
let next: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  url = await database.empty();
  live = await database.open(url, 4);
  next = await openNextGeneration(live, { url, poolSize: 2, log: keptLog() });
  owner = await TestPartition.open(live);
});
afterEach(async () => {
  await next.close();
  await live.close();
});

const opened = { openedBy: { boot: 1, seq: 5, entry: 0 } };
const factsOf = (withdrawn: boolean): string => JSON.stringify({ cause: 'active', withdrawn, reset: false });
const names = async (): Promise<string[]> =>
  (await listGenerations(live, telemetry)).map(({ name, pumps }) => `${name} ${pumps}`);
const exchange = (): Promise<number> =>
  exchangeGenerations(live, telemetry, {
    reach: () => Promise.resolve(),
    alerts: () =>
      Promise.resolve([{ partition: 0, alerts: [alert({ alertId: 'n' })], alertChanges: [raised({ alertId: 'n' })] }]),
  });

describe('two generations', () => {
  it('are compared by what the log determines, not by what people and clocks did', async () => {
    const shadow = await TestPartition.open(next);
    await owner.write({
      archive: [archived(), archived({ seq: 2 })],
      pumps: [pump({ state: '{"a":1,"b":2}', calendar: '{"silent":1}' }), pump({ pumpId: 'P-2', state: '{"a":1}' })],
      alerts: [
        alert({ alertId: 'same', ...opened, facts: '{"cause":"active","withdrawn":false,"reset":true}' }),
        alert({ alertId: 'clock', openedBy: null }),
        alert({ alertId: 'gone', ...opened, facts: factsOf(true) }),
        alert({ alertId: 'only-live', ...opened, pumpId: 'P-2', facts: factsOf(false) }),
      ],
    });
    await shadow.write({
      archive: [archived()],
      pumps: [pump({ state: '{"b":2,"a":1}' }), pump({ pumpId: 'P-2', state: '{"a":2}' })],
      alerts: [alert({ alertId: 'same', ...opened, facts: factsOf(false) })],
    });
    const found = new Map(
      (await generationDifferences(live)).map(({ table, missing, extra, other }) => [table, [missing, extra, other]]),
    );
    expect(Object.fromEntries(found)).toEqual({
      event: [0, 1, 0],
      pump: [0, 0, 1],
      reconciliation: [0, 0, 0],
      dead_letter: [0, 0, 0],
      alert: [0, 1, 0],
    });
    expect(await pumpsWithOtherAlerts(live)).toEqual(['P-2']);
  });

  it('change places at once: owners are fenced, the clock’s part is kept, and nobody is told of changed alerts', async () => {
    await owner.write({ pumps: [pump({ state: '{"v":1}', calendar: '{"silent":1}', dueAt: 77 })], to: 10n });
    await (await TestPartition.open(next)).write({ pumps: [pump({ state: '{"v":2}', calendar: '{}' })], to: 10n });
    expect(await names()).toEqual(['live 1', 'next 1']);
    expect(await exchange()).toBe(1);
    expect(await names()).toEqual(['live 1', 'former 1']);
    const rows = await live.dataSource.query<object[]>('select state, calendar, due_at_ms::int as due from pump');
    expect(rows).toEqual([{ state: '{"v":2}', calendar: '{"silent":1}', due: 0 }]);
    await expect(owner.write({ to: 20n })).rejects.toMatchObject({ code: 'fenced', stored: { position: 10n } });
    expect(await live.dataSource.query('select published, dispatched from alert_change')).toEqual([
      { published: true, dispatched: true },
    ]);
  });

  it('can change places back, and one meant for that is not built on, but kept', async () => {
    await owner.write({ pumps: [pump({ state: '{"v":1}' })] });
    await TestPartition.open(next);
    await exchange();
    expect(await names()).toEqual(['live 0', 'former 1']);
    expect(await adoptFormerGeneration(live)).toBe(true);
    expect(await names()).toEqual(['live 0', 'next 1']);
    await clearNextGeneration(live, false);
    expect(await names()).toEqual(['live 0', 'former 1']);
    expect(await adoptFormerGeneration(live)).toBe(true);
  });
});
