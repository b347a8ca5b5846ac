import { openPartition, partitionStates } from '../partitions/partition-state.ts';
import { Fenced, StaleState } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { rejection } from '../testing/outcomes.fixture.ts';
import { alert, archived, pump, raised, telemetry, TestPartition, type BatchParts } from '../testing/rows.fixture.ts';
import { writeBatch, writeBatches } from './write-batch.ts';

let database: TestDatabase;
let model: ReadModel;
let zero: TestPartition;
let one: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  model = await database.open(await database.empty(), 4);
  zero = await TestPartition.open(model, 0);
  one = await TestPartition.open(model, 1);
});
afterEach(async () => {
  await model.close();
});

const of = (pumpId: string, alertId: string): BatchParts => ({
  archive: [archived({ pumpId })],
  pumps: [pump({ pumpId })],
  alerts: [alert({ alertId, pumpId })],
  alertChanges: [raised({ alertId, pumpId })],
});

const stored = async (): Promise<unknown[]> =>
  model.dataSource.query(
    `select p.pump_id, p.partition, c.partition as alert_partition, count(e.*)::int as events from pump p
      left join event e on e.pump_id = p.pump_id left join alert_change c on c.pump_id = p.pump_id group by 1, 2, 3 order by 1`,
  );

const positions = async (): Promise<unknown[]> =>
  (await partitionStates(model, telemetry)).map(({ partition, position }) => [partition, position]);

describe('batches of several partitions', () => {
  it('are stored in one transaction, each with its own partition', async () => {
    await writeBatches(model, [zero.batch({ ...of('P-1', 'a'), to: 10n }), one.batch({ ...of('P-2', 'b'), to: 20n })]);
    expect(await stored()).toEqual([
      { pump_id: 'P-1', partition: 0, alert_partition: 0, events: 1 },
      { pump_id: 'P-2', partition: 1, alert_partition: 1, events: 1 },
    ]);
    expect(await positions()).toEqual([
      [0, 10n],
      [1, 20n],
    ]);
    const marks = await model.dataSource.query<{ n: number }[]>(
      `select count(distinct changed_xid)::int as n from pump`,
    );
    expect(marks).toEqual([{ n: 1 }]);
  });

  it('are stored none when one of them lost its partition, and the others each by itself after it', async () => {
    await openPartition(model, { topic: telemetry, partition: 1 });
    const [mine, lost] = [zero.batch(of('P-1', 'a')), one.batch(of('P-2', 'b'))];
    expect(await rejection(writeBatches(model, [mine, lost]))).toMatchObject({ code: 'fenced', partition: 1 });
    expect(await stored()).toEqual([]);
    await writeBatch(model, mine);
    expect(await rejection(writeBatch(model, lost))).toBeInstanceOf(Fenced);
    expect(await stored()).toMatchObject([{ pump_id: 'P-1', events: 1 }]);
  });

  it('are stored none when both have the same pump, whose second row then finds itself stale', async () => {
    const [first, second] = [
      zero.batch(of('P-1', 'a')),
      one.batch({ ...of('P-1', 'b'), archive: [archived({ seq: 2 })] }),
    ];
    await expect(writeBatches(model, [first, second])).rejects.toThrow();
    expect(await stored()).toEqual([]);
    await writeBatch(model, first);
    expect(await rejection(writeBatch(model, second))).toBeInstanceOf(StaleState);
  });
});
