import { plainRules } from '../clinic-rules/rule-book.ts';
import { pino } from 'pino';
import type { LoggedRecord, PartitionBatch } from '@cisterna/event-log';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { openReadModel, type ReadModel } from '@cisterna/read-model';
import { PumpCache } from '../pumps/pump-cache.ts';
import { atHour, logged, registration, report, wallTime } from '../testing/telemetry.ts';
import { takeIn } from './intake.ts';
import { workBatch, type WorkedBatch } from './work-batch.ts';

let postgres: EmbeddedPostgres;
let model: ReadModel;
beforeAll(async () => {
  postgres = await startThrowawayPostgres();
  model = await openReadModel({ url: postgres.url, poolSize: 2, log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await model.close();
  await postgres.stop();
});

const work = (records: readonly LoggedRecord[]): Promise<WorkedBatch> => {
  const batch: PartitionBatch = { partition: 0, firstOffset: 0n, nextOffset: BigInt(records.length), highWatermark: BigInt(records.length), records };
  return workBatch(model, new PumpCache(10), { batch, intake: takeIn(batch), time: wallTime(atHour(9)), rules: plainRules });
};

/** As many as 16 MiB hold of records that are next to nothing; more than a call takes arguments. */
const many = 300_000;

describe('a batch', () => {
  it('of nothing but bad records under one pump’s key is worked, and the good one among them taken', async () => {
    const bad = { ...logged(null, 0), key: new TextEncoder().encode('P-1') };
    const records = Array.from({ length: many }, (_, i): LoggedRecord => ({ ...bad, offset: BigInt(i) }));
    const { refused, archive, folded } = await work([...records, logged(registration({ seq: 1 }), many)]);
    expect([refused.length, archive.size, folded.map(pump => pump.pumpId)]).toEqual([many, 1, ['P-1']]);
  });

  it('of one event that says something else each time is worked: the first one stands', async () => {
    const other = logged(report(2, { seq: 1 }), 1);
    const records = Array.from({ length: many }, (_, i): LoggedRecord => ({ ...other, offset: BigInt(i + 1) }));
    const { conflicts, archive, repeats } = await work([logged(report(1, { seq: 1 }), 0), ...records]);
    expect([conflicts.length, archive.size, repeats]).toEqual([many, 1, 0]);
  });
});
