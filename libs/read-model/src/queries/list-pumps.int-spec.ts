import { InvalidCursor } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { rejection } from '../testing/outcomes.fixture.ts';
import { alert, newYear, pump, telemetry, TestPartition } from '../testing/rows.fixture.ts';
import { fleetCounts } from './fleet-counts.ts';
import { listPumps, type PumpFilter, type PumpListQuery, type PumpSort } from './list-pumps.ts';

const day = 86_400_000;
const now = newYear;

let database: TestDatabase;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  const zero = await TestPartition.open(model, 0);
  const one = await TestPartition.open(model, 1);
  await zero.write({
    clockAt: now,
    pumps: [
      pump({ pumpId: 'P-1', clinicId: 'A', silentAt: now - 1, refillBy: now - 1, lastEventAt: 50 }),
      pump({
        pumpId: 'P-2',
        clinicId: 'A',
        silentAt: now,
        refillBy: now,
        lastEventAt: 40,

        catheterStatus: 'suspected',
      }),
      pump({
        pumpId: 'P-3',
        clinicId: 'B',
        deliveryBase: 'not-delivering',
        silentAt: 1,
        refillBy: now + 3 * day,
        lastEventAt: 30,
      }),
      pump({
        pumpId: 'P-4',
        clinicId: null,
        deliveryBase: 'unknown',
        refillBy: now + 3 * day + 1,
        lastEventAt: 30,
        registered: false,
      }),
    ],
    alerts: [
      alert({ alertId: 'a', pumpId: 'P-1', priority: 'low' }),
      alert({ alertId: 'b', pumpId: 'P-3', priority: 'medium' }),
      alert({ alertId: 'c', pumpId: 'P-3', priority: 'high' }),
      alert({ alertId: 'd', pumpId: 'P-2', priority: 'high', isOpen: false }),
    ],
  });
  // This partition has been read an hour less far.
  await one.write({
    clockAt: now - 3_600_000,
    pumps: [
      pump({ pumpId: 'P-5', clinicId: 'B', silentAt: now - 1, refillBy: now + 7 * day, lastEventAt: 20 }),
      pump({ pumpId: 'P-6', clinicId: 'C', silentAt: now - 4_000_000, refillBy: now + 7 * day + 1, lastEventAt: 10 }),
      pump({ pumpId: 'P-7', clinicId: 'C', refillBy: null, lastEventAt: 10 }),
    ],
  });
});
afterAll(async () => {
  await database.stop();
});

const query = (parts: Partial<PumpListQuery> = {}): PumpListQuery => ({
  judgedAt: { topic: telemetry, now },
  filter: {},
  sort: 'id',
  limit: 100,
  cursor: null,
  ...parts,
});

const ids = async (filter: PumpFilter, judgedNow: number | null = now): Promise<string> => {
  const { items } = await listPumps(model, query({ filter, judgedAt: { topic: telemetry, now: judgedNow } }));
  return items.map(item => item.pumpId.slice(2)).join('');
};

describe('a list of pumps', () => {
  it('has all of them by id, with what marks their rows and their partitions’ clocks', async () => {
    const { items, nextCursor } = await listPumps(model, query());
    expect(items).toHaveLength(7);
    expect(items[4]).toEqual({
      pumpId: 'P-5',
      changedBy: expect.any(Number) as number,
      silentAt: now - 1,
      clockAt: now - 3_600_000,
    });
    expect(nextCursor).toBeNull();
  });

  it('knows the silent only where the partition was read past the deadline, and never calls a stopped pump unknown', async () => {
    expect(await ids({ deliveryStates: ['unknown'] })).toBe('146');
    expect(await ids({ deliveryStates: ['not-delivering'] })).toBe('3');
    expect(await ids({ deliveryStates: ['delivering'] })).toBe('257');
  });

  it('judges no later than asked: at an earlier time fewer are silent', async () => {
    expect(await ids({ deliveryStates: ['unknown'] }, now - 2)).toBe('46');
  });

  it('judges refills by the days left', async () => {
    const byStatus = await Promise.all(
      (['overdue', 'due', 'due-soon', 'ok', 'unknown'] as const).map(status => ids({ refillStatuses: [status] })),
    );
    expect(byStatus).toEqual(['1', '23', '45', '6', '7']);
  });

  it('judges by each partition’s own clock where no time is given', async () => {
    expect(await ids({ refillStatuses: ['due-soon'] }, null)).toBe('4');
    expect(await ids({ deliveryStates: ['unknown'] }, null)).toBe('146');
  });

  it('joins filters by and, the values of one by or', async () => {
    expect(await ids({ clinicIds: ['A', 'B'] })).toBe('1235');
    expect(await ids({ clinicIds: ['A', 'B'], refillStatuses: ['due', 'due-soon'] })).toBe('235');
    expect(await ids({ catheterStatuses: ['suspected'], clinicIds: ['B'] })).toBe('');
    expect(await ids({ clinicIds: [] })).toBe('');
  });

  const sorts: [PumpSort, string][] = [
    ['id', '1234567'],
    ['refillBy', '1234567'],
    ['lastEventAt', '6753421'],
    ['priority', '2456713'],
  ];
  it.each(sorts)('is sorted by %s, and the other way round, in pages of any size', async (sort, expected) => {
    for (const limit of [1, 2, 3, 7]) {
      for (const [direction, wanted] of [
        [sort, expected],
        [`-${sort}` as PumpSort, expected.split('').toReversed().join('')],
      ] as const) {
        let cursor: string | null = null;
        let seen = '';
        do {
          const page = await listPumps(model, query({ sort: direction, limit, cursor }));
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen += page.items.map(item => item.pumpId.slice(2)).join('');
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(seen).toBe(wanted);
      }
    }
  });

  it('refuses a cursor that another sort gave out', async () => {
    const { nextCursor } = await listPumps(model, query({ limit: 1 }));
    const error = await rejection(listPumps(model, query({ sort: '-id', cursor: nextCursor })));
    expect(error).toBeInstanceOf(InvalidCursor);
    expect(error).toMatchObject({ code: 'invalid-cursor', retriable: false });
  });
});

describe('the fleet', () => {
  it('is counted by every state', async () => {
    expect(await fleetCounts(model, { topic: telemetry, now })).toEqual({
      pumps: 7,
      deliveryState: { delivering: 3, 'not-delivering': 1, unknown: 3 },
      refillStatus: { ok: 1, 'due-soon': 2, due: 2, overdue: 1, unknown: 1 },
      catheterStatus: { 'no-suspicion': 0, suspected: 1, confirmed: 0, 'not-assessable': 6 },
      openAlerts: { high: 1, medium: 1, low: 1 },
    });
  });

  it('is counted for some clinics only', async () => {
    const counts = await fleetCounts(model, { topic: telemetry, now }, ['A']);
    expect(counts).toMatchObject({ pumps: 2, openAlerts: { high: 0, medium: 0, low: 1 } });
  });
});
