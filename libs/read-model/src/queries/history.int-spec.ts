import type { EventOrder } from '@cisterna/contract';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { archived, hour, newYear, TestPartition } from '../testing/rows.fixture.ts';
import { eventHistory, eventsAfter, type HistoryQuery } from './event-history.ts';
import { findEvents } from './find-events.ts';
import { lastOrderAt } from './last-order.ts';
import { listReconciliations } from './list-reconciliations.ts';
import { snapshotsBefore } from './snapshots.ts';

const order = (boot: number, seq: number, entry = 0): EventOrder => ({ boot, seq, entry });
const place = (pumpId: string, ...of: [number, number, number?]) => ({ pumpId, order: order(...of) });

let database: TestDatabase;
let model: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  owner = await TestPartition.open(model);
  const identities: [string, number, number, number?][] = [
    ['P-1', 1, 9],
    ['P-1', 1, 10],
    ['P-1', 1, 10, 1],
    ['P-1', 1, 10, 2],
    ['P-1', 2, 1],
    ['P-10', 1, 1],
    ['P-2', 1, 1],
    ['P-2', 3, 1],
  ];
  const archive = identities.map(([pumpId, boot, seq, entry = 0], index) =>
    archived({ pumpId, boot, seq, entry, at: newYear + index * hour, receivedAt: newYear + (20 - index) * hour }),
  );
  await owner.write({ archive });
});
afterAll(async () => {
  await database.stop();
});

const named = (events: Iterable<EventOrder>) => [...events].map(({ boot, seq, entry }) => `${boot}.${seq}.${entry}`);

describe('events in the archive', () => {
  it('are found by what makes them the same', async () => {
    const asked = [
      archived({ seq: 9 }),
      archived({ seq: 10, entry: 2 }),
      archived({ seq: 77 }),
      archived({ pumpId: 'P' }),
    ];
    const found = await findEvents(model, asked);
    expect(named(found).sort()).toEqual(['1.10.2', '1.9.0']);
    expect(found[0]).toMatchObject({ pumpId: 'P-1', text: expect.stringContaining('"seq"') as string });
    expect(await findEvents(model, [])).toEqual([]);
  });

  it('are given behind a place for many pumps at once, each in (boot, seq, entry) order', async () => {
    const found = await eventsAfter(model, [
      place('P-1', 1, 10),
      place('P-2', 0, 0),
      place('P-3', 0, 0),
      place('P-10', 1, 1),
    ]);
    expect(Object.fromEntries([...found].map(([pumpId, events]) => [pumpId, named(events)]))).toEqual({
      'P-1': ['1.10.1', '1.10.2', '2.1.0'],
      'P-2': ['1.1.0', '3.1.0'],
    });
    expect(await eventsAfter(model, [])).toEqual(new Map());
  });

  it('use their key for it, not their number', async () => {
    const plan = await model.dataSource.query<Record<string, string>[]>(
      `explain select 1 from event e where e.pump_id = 'P-1' and (e.boot, e.seq, e.entry) > (1, 9, 0) order by e.boot, e.seq, e.entry`,
    );
    const lines = plan.map(row => row['QUERY PLAN']).join('\n');
    expect(lines).toMatch(/Index.* event_pkey[^]*ROW\(boot, seq, entry\) > ROW\(1, 9, 0\)/);
    expect(lines).not.toContain('Sort');
  });
});

describe('a stretch of a history', () => {
  const stretch = async (query: Partial<HistoryQuery>): Promise<string[]> => {
    const events: EventOrder[] = [];
    const whole = { pumpId: 'P-1', after: null, through: null, knownAt: null };
    for await (const portion of eventHistory(model, { ...whole, ...query })) events.push(...portion);
    return named(events);
  };

  it('goes from behind one event through another', async () => {
    expect(await stretch({ after: order(1, 9), through: order(1, 10, 1) })).toEqual(['1.10.0', '1.10.1']);
  });

  it('is whole without bounds, empty for a pump that has none', async () => {
    expect(await stretch({})).toEqual(['1.9.0', '1.10.0', '1.10.1', '1.10.2', '2.1.0']);
    expect(await stretch({ pumpId: 'P-3' })).toEqual([]);
  });

  it('leaves out what was not known yet', async () => {
    expect(await stretch({ knownAt: newYear + 18 * hour })).toEqual(['1.10.1', '1.10.2', '2.1.0']);
  });

  it.each([1999, 2000, 2001, 4000])('of %i events comes whole, in portions', async count => {
    const pumpId = `long-${count}`;
    await owner.write({
      archive: Array.from({ length: count }, (_, index) => archived({ pumpId, seq: count - index })),
    });
    const seqs: number[] = [];
    for await (const portion of eventHistory(model, { pumpId, after: null, through: null, knownAt: null })) {
      expect(portion.length).toBeLessThanOrEqual(2000);
      seqs.push(...portion.map(event => event.seq));
    }
    expect(seqs).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });
});

describe('the last event at a time', () => {
  it('is the last in order whose time is not after it, though an earlier one may be later', async () => {
    await owner.write({
      archive: [
        archived({ pumpId: 'P-5', seq: 1, at: newYear + 9 * hour }),
        archived({ pumpId: 'P-5', seq: 2, at: newYear + 5 * hour }),
        archived({ pumpId: 'P-5', seq: 3, at: newYear + 10 * hour }),
      ],
    });
    expect(await lastOrderAt(model, { pumpId: 'P-5', at: newYear + 6 * hour })).toEqual(order(1, 2));
    expect(await lastOrderAt(model, { pumpId: 'P-5', at: newYear + 10 * hour })).toEqual(order(1, 3));
    expect(await lastOrderAt(model, { pumpId: 'P-5', at: newYear + 4 * hour })).toBeNull();
  });

  it('can leave out what people recorded, and what was not known yet', async () => {
    const at = newYear + 3 * hour;
    expect(await lastOrderAt(model, { pumpId: 'P-1', at })).toEqual(order(1, 10, 2));
    expect(await lastOrderAt(model, { pumpId: 'P-1', at, pumpEventsOnly: true })).toEqual(order(1, 10));
    expect(await lastOrderAt(model, { pumpId: 'P-1', at, knownAt: newYear + 16 * hour })).toBeNull();
  });
});

describe('snapshots and reconciliations', () => {
  const snapshot = (...of: [number, number, number?]) => ({ ...place('P-1', ...of), state: JSON.stringify(of) });
  const judged = (seq: number) => ({ ...place('P-1', 1, seq), from: order(1, seq - 1), at: newYear, doc: `${seq}` });
  const reconciliations = async (limit = 10, cursor: string | null = null) =>
    listReconciliations(model, { pumpId: 'P-1', limit, cursor });

  beforeEach(async () => {
    await owner.write({
      dropSnapshotsAfter: [place('P-1', 0, 0)],
      dropReconciliationsAfter: [place('P-1', 0, 0)],
      snapshots: [snapshot(1, 5), snapshot(1, 9), snapshot(2, 1), { ...place('P-2', 1, 1), state: 'other' }],
      reconciliations: [judged(5), judged(9), judged(12)],
    });
  });

  it('gives the newest snapshot strictly before each place', async () => {
    const states = await snapshotsBefore(model, [place('P-1', 2, 1), place('P-2', 1, 1), place('P-3', 9, 9)]);
    expect([...states]).toEqual([['P-1', '[1,9]']]);
    expect([...(await snapshotsBefore(model, [place('P-1', 1, 9, 1)]))]).toEqual([['P-1', '[1,9]']]);
    expect([...(await snapshotsBefore(model, [place('P-1', 1, 5)]))]).toEqual([]);
    expect(await snapshotsBefore(model, [])).toEqual(new Map());
  });

  it('drops what a fold again made void, of that pump only, before it writes what it found', async () => {
    await owner.write({
      dropSnapshotsAfter: [place('P-1', 1, 5)],
      snapshots: [{ ...place('P-1', 1, 9), state: 'again' }],
      dropReconciliationsAfter: [place('P-1', 1, 5)],
      reconciliations: [{ ...judged(5), doc: 'again' }],
    });
    const left = await snapshotsBefore(model, [place('P-1', 9, 9), place('P-2', 9, 9)]);
    expect([...left].sort()).toEqual([
      ['P-1', 'again'],
      ['P-2', 'other'],
    ]);
    expect((await reconciliations()).items).toEqual([{ order: order(1, 5), from: order(1, 4), doc: 'again' }]);
  });

  it('lists reconciliations newest first, page by page', async () => {
    const first = await reconciliations(2);
    expect(first.items.map(item => item.doc)).toEqual(['12', '9']);
    const second = await reconciliations(2, first.nextCursor);
    expect(second).toEqual({ items: [{ order: order(1, 5), from: order(1, 4), doc: '5' }], nextCursor: null });
  });
});
