import { setTimeout as delay } from 'node:timers/promises';
import { currentXid } from '../batch/current-xid.ts';
import { FeedPositionUnknown } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { rejection } from '../testing/outcomes.fixture.ts';
import { alert, newYear, pump, raised, telemetry, TestPartition } from '../testing/rows.fixture.ts';
import { changesSince, type FeedQuery } from './changes-since.ts';
import { feedPosition } from './feed-position.ts';

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
  model = await database.open(undefined, 16);
  owner = await TestPartition.open(model);
});
afterEach(async () => {
  await model.close();
});

const since = (position: string, parts: Partial<FeedQuery> = {}) =>
  changesSince(model, position, { topic: telemetry, limit: 100, ...parts });

describe('the live feed', () => {
  it('shows what changed after a position, and then nothing', async () => {
    await owner.write({ pumps: [pump()] });
    const start = await feedPosition(model);
    await owner.write({
      clockAt: newYear + 7,
      pumps: [pump({ pumpId: 'P-2' })],
      alertChanges: [raised({ doc: '{"n":1}' })],
    });
    const page = await since(start);
    expect(page.pumps.map(({ pumpId, clockAt }) => [pumpId, clockAt])).toEqual([['P-2', newYear + 7]]);
    expect(page.alertChanges).toEqual([
      { alertId: raised().alertId, version: 1, pumpId: 'P-1', change: 'raised', at: newYear, doc: '{"n":1}' },
    ]);
    expect(await since(page.position)).toEqual({
      pumps: [],
      alertChanges: [],
      systemEvents: [],
      position: page.position,
      more: false,
    });
  });

  it('shows a pump that changed often once, as it is now, and every change of an alert in the order of its versions', async () => {
    const start = await feedPosition(model);
    await owner.write({ pumps: [pump()], alertChanges: [raised({ version: 2 }), raised({ alertId: 'z' }), raised()] });
    await owner.write({ pumps: [pump({ expectedRevision: 1 })], alertChanges: [raised({ version: 3 })] });
    const page = await since(start);
    expect(page.pumps.map(({ pumpId, revision }) => [pumpId, revision])).toEqual([['P-1', 2]]);
    expect(page.alertChanges.filter(({ alertId }) => alertId !== 'z').map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('waits for a transaction that began before others ended, and then shows both', async () => {
    const start = await feedPosition(model);
    const slow = model.dataSource.createQueryRunner();
    await slow.startTransaction();
    await slow.query(`insert into alert_change values ('slow', 1, 'P-1', 'C-1', 0, 'raised', 0, '{}', ${currentXid})`);
    await owner.write({ pumps: [pump()] });
    const early = await since(start);
    expect([early.pumps, early.alertChanges]).toEqual([[], []]);
    await slow.commitTransaction();
    await slow.release();
    const late = await since(early.position);
    expect([late.pumps.length, late.alertChanges.map(({ alertId }) => alertId)]).toEqual([1, ['slow']]);
  });

  it('can be that of some pumps, or of clinics as they are now', async () => {
    const start = await feedPosition(model);
    await owner.write({
      pumps: [pump({ clinicId: 'A' }), pump({ pumpId: 'P-2', clinicId: 'B' })],
      alertChanges: [raised({ clinicId: 'former' }), raised({ alertId: 'z', pumpId: 'P-2' })],
    });
    const shown = async (parts: Partial<FeedQuery>): Promise<string> => {
      const { pumps, alertChanges } = await since(start, parts);
      return [...pumps, ...alertChanges].map(({ pumpId }) => pumpId).join(' ');
    };
    expect(await shown({ pumpIds: ['P-2'] })).toBe('P-2 P-2');
    expect(await shown({ clinicIds: ['A'] })).toBe('P-1 P-1');
    expect(await shown({ clinicIds: ['A'], pumpIds: ['P-2'] })).toBe('');
  });

  it('comes in pages that never cut a transaction, and loses nothing between them', async () => {
    const start = await feedPosition(model);
    for (let batch = 0; batch < 6; batch += 1) {
      const ids = [1, 2, 3].map(n => `P-${batch}-${n}`);
      await owner.write({
        pumps: ids.map(pumpId => pump({ pumpId })),
        alertChanges: [1, 2].map(version => raised({ alertId: `a${batch}`, version })),
      });
    }
    const seen: string[] = [];
    let position = start;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const page = await since(position, { limit: 4 });
      seen.push(...page.pumps.map(({ pumpId }) => pumpId));
      expect(page.alertChanges.length % 2).toBe(0);
      ({ position, more } = page);
    }
    expect(seen).toHaveLength(18);
    expect(new Set(seen).size).toBe(18);
    expect(pages).toBe(3);
  });

  it('skips nothing while long and short transactions commit in any order', async () => {
    const start = await feedPosition(model);
    let writing = true;
    const seen = new Map<string, number[]>();
    const revisions = new Map<string, number>();
    const follow = async (): Promise<void> => {
      let position = start;
      for (let last = false; !last;) {
        last = !writing;
        const page = await since(position, { limit: 5 });
        for (const { alertId, version } of page.alertChanges)
          seen.set(alertId, [...(seen.get(alertId) ?? []), version]);
        for (const { pumpId, revision } of page.pumps) revisions.set(pumpId, revision);
        last &&= !page.more;
        position = page.position;
      }
    };
    const slowly = async (name: string): Promise<void> => {
      for (let version = 1; version <= 12; version += 1) {
        const runner = model.dataSource.createQueryRunner();
        await runner.startTransaction();
        const row = `('${name}', ${version}, 'P-1', 'C-1', 0, 'updated', 0, '{}', ${currentXid})`;
        await runner.query(`insert into alert_change values ${row}`);
        await delay(Math.random() * 25);
        await runner.commitTransaction();
        await runner.release();
      }
    };
    const quickly = async (partition: number): Promise<void> => {
      const part = await TestPartition.open(model, partition);
      const alertId = `quick-${partition}`;
      for (let version = 1; version <= 40; version += 1)
        await part.write({
          pumps: [pump({ pumpId: `Q-${partition}`, expectedRevision: version === 1 ? null : version - 1 })],
          alerts: [alert({ alertId, version, formerVersion: version === 1 ? null : version - 1 })],
          alertChanges: [raised({ alertId, version })],
        });
    };
    const following = follow();
    await Promise.all([slowly('slow-1'), slowly('slow-2'), slowly('slow-3'), quickly(1), quickly(2), quickly(3)]);
    writing = false;
    await following;
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
    for (const name of ['slow-1', 'slow-2', 'slow-3']) expect(seen.get(name)).toEqual(upTo(12));
    for (const partition of [1, 2, 3]) expect(seen.get(`quick-${partition}`)).toEqual(upTo(40));
    expect([...revisions.values()]).toEqual([40, 40, 40]);
  });

  it.each(['99999999999999', 'abc', '-1', '', '1.5', '99999999999999999999'])(
    'knows no position %j',
    async position => {
      const error = await rejection(since(position));
      expect(error).toBeInstanceOf(FeedPositionUnknown);
      expect(error).toMatchObject({ code: 'feed-position-unknown', retriable: false, position });
    },
  );
});
