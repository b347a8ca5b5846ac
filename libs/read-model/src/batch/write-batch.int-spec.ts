import fc from 'fast-check';
import { partitionStates } from '../partitions/partition-state.ts';
import { findEvents } from '../queries/find-events.ts';
import { loadPumps } from '../queries/pumps-by-id.ts';
import { alertsByIds } from '../queries/stored-alert.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { alert, archived, newYear, pump, raised, telemetry, TestPartition } from '../testing/rows.fixture.ts';

let database: TestDatabase;
let model: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  model = await database.open(undefined, 3);
  owner = await TestPartition.open(model);
});
afterEach(async () => {
  await model.close();
});

describe('a batch', () => {
  it('stores events with what is queried in columns, and the text as received', async () => {
    const text = '{"a":"back\\\\slash, tab\\t, \\u00e9, é, €, 🚀",\r\n\t"b":"\\""}';
    await owner.write({ archive: [archived({ deliveredNl: 20_833, meanPa: -1400, pulsationPa: 120, text })] });
    const rows = await model.dataSource.query<object[]>('select * from event');
    expect(rows).toEqual([
      {
        pump_id: 'P-1',
        boot: 1,
        seq: 1,
        entry: 0,
        type: 'delivery.reported.v1',
        at_ms: newYear + 3_600_000,
        received_ms: newYear + 3_601_000,
        delivered_nl: 20_833,
        filled_nl: null,
        sensed_nl: null,
        mean_pa: -1400,
        pulsation_pa: 120,
        text,
      },
    ]);
  });

  it('keeps any text to the last character', async () => {
    let seq = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { minLength: 1 }), async texts => {
        const archive = texts.map(text => archived({ seq: (seq += 1), text: text.replaceAll('\0', '') }));
        await owner.write({ archive });
        const found = await findEvents(model, archive);
        expect(new Map(found.map(event => [event.seq, event.text]))).toEqual(
          new Map(archive.map(event => [event.seq, event.text])),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('takes twenty thousand events of many pumps at once', async () => {
    const archive = Array.from({ length: 20_000 }, (_, index) =>
      archived({
        pumpId: `P-${index % 600}`,
        seq: Math.floor(index / 600) + 1,
        text: `{"n":${index},"x":"${'é'.repeat(150)}"}`,
      }),
    );
    const pumps = Array.from({ length: 600 }, (_, index) => pump({ pumpId: `P-${index}`, state: `{"n":${index}}` }));
    await owner.write({ archive, pumps });
    const [counted] = await model.dataSource.query<{ events: string }[]>('select count(*)::int as events from event');
    expect(counted).toEqual({ events: 20_000 });
    expect(
      await loadPumps(
        model,
        pumps.map(row => row.pumpId),
      ),
    ).toHaveLength(600);
  });

  it('moves the position, and the clock, which never goes back', async () => {
    await owner.write({ to: 50n, clockAt: newYear + 10, highWatermark: 9_007_199_254_740_993n });
    await owner.write({ to: 60n, clockAt: newYear + 5, highWatermark: 60n });
    expect(await partitionStates(model, telemetry)).toEqual([
      { partition: 0, position: 60n, epoch: 1, clockAt: newYear + 10, highWatermark: 60n },
    ]);
  });

  it('of the clock alone leaves the position where it is', async () => {
    await owner.write({ to: 50n });
    await owner.write({ to: 50n, pumps: [pump()] });
    await owner.write({ to: 51n });
    expect((await partitionStates(model, telemetry))[0]?.position).toBe(51n);
  });

  it('of the clock alone can come before any position', async () => {
    await owner.write({ to: null, pumps: [pump()] });
    expect((await partitionStates(model, telemetry))[0]?.position).toBeNull();
  });

  it('writes a pump again, one revision further', async () => {
    await owner.write({ pumps: [pump({ pumpId: 'P-2', state: '{"first":"é"}', silentAt: 5 }), pump()] });
    await owner.write({ pumps: [pump({ pumpId: 'P-2', expectedRevision: 1, state: '{"second":1}', clinicId: null })] });
    expect(await loadPumps(model, ['P-2', 'P-9'])).toEqual([
      {
        pumpId: 'P-2',
        partition: 0,
        revision: 2,
        clinicId: null,
        silentAt: null,
        dueAt: null,
        state: '{"second":1}',
        calendar: '{}',
      },
    ]);
  });

  it('writes known and new pumps and alerts side by side', async () => {
    await owner.write({ pumps: [pump()], alerts: [alert()], alertChanges: [raised()] });
    const second = { alertId: 'P-2:motor-stall:1:1:0', pumpId: 'P-2' };
    await owner.write({
      pumps: [pump({ expectedRevision: 1 }), pump({ pumpId: 'P-2' })],
      alerts: [alert(second), alert({ version: 3, formerVersion: 1, doc: '{"version":3}', isOpen: false })],
      alertChanges: [raised({ version: 2 }), raised({ version: 3, change: 'cleared' }), raised(second)],
    });
    const alerts = await alertsByIds(model, [alert().alertId, second.alertId]);
    expect(alerts.map(({ alertId, version, isOpen, doc }) => [alertId, version, isOpen, doc]).sort()).toEqual([
      ['P-1:motor-stall:1:1:0', 3, false, '{"version":3}'],
      ['P-2:motor-stall:1:1:0', 1, true, '{}'],
    ]);
  });
});
