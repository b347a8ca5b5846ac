import { compareOrder, type EventOrder } from '@cisterna/contract';
import fc from 'fast-check';
import { listReconciliations } from '../queries/list-reconciliations.ts';
import { loadPumps } from '../queries/pumps-by-id.ts';
import { snapshotsBefore } from '../queries/snapshots.ts';
import { alertsOfPumps } from '../queries/stored-alert.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { alert, newYear, pump, TestPartition } from '../testing/rows.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});

const pumpIds = ['P-1', 'P-2', 'P-3'];
const end: EventOrder = { boot: 99, seq: 0, entry: 0 };

/** What hangs on a place in a history: the state of a snapshot, the document of a reconciliation. */
interface Placed {
  readonly order: EventOrder;
  readonly text: string;
}

/** What the tables must say, kept in memory by pump. */
interface Expected {
  readonly pumps: Map<string, { revision: number; state: string }>;
  readonly alerts: Map<string, { version: number; doc: string }>;
  readonly placed: Map<string, readonly Placed[]>;
}

const placedOf = ({ placed }: Expected, pumpId: string): readonly Placed[] => placed.get(pumpId) ?? [];

/** Drops what lies behind a place, then sets one. */
const applied = (rows: readonly Placed[], after: EventOrder | null, row: Placed | null): readonly Placed[] => {
  const kept = after === null ? rows : rows.filter(({ order }) => compareOrder(order, after) <= 0);
  if (row === null) return kept;
  const others = kept.filter(({ order }) => compareOrder(order, row.order) !== 0);
  return [...others, row].sort((a, b) => compareOrder(a.order, b.order));
};

const order = fc.record({ boot: fc.integer({ min: 1, max: 2 }), seq: fc.nat(4), entry: fc.nat(1) });
const change = fc.record({
  pumpId: fc.constantFrom(...pumpIds),
  text: fc.string({ unit: 'grapheme' }),
  withAlert: fc.boolean(),
  dropAfter: fc.option(order),
  place: fc.option(order),
});
const batch = fc.uniqueArray(change, { selector: ({ pumpId }) => pumpId, maxLength: 3 });
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

const expectStored = async (model: ReadModel, expected: Expected): Promise<void> => {
  const pumps = await loadPumps(model, pumpIds);
  expect(new Map(pumps.map(({ pumpId, revision, state }) => [pumpId, { revision, state }]))).toEqual(expected.pumps);
  const alerts = await alertsOfPumps(model, pumpIds);
  expect(new Map(alerts.map(({ alertId, version, doc }) => [alertId, { version, doc }]))).toEqual(expected.alerts);
  const newest = await snapshotsBefore(
    model,
    pumpIds.map(pumpId => ({ pumpId, order: end })),
  );
  for (const pumpId of pumpIds) {
    const wanted = placedOf(expected, pumpId);
    expect(newest.get(pumpId)).toBe(wanted.at(-1)?.text);
    const { items } = await listReconciliations(model, { pumpId, limit: 100, cursor: null });
    expect(items.map(({ order, doc }) => ({ order, text: doc })).reverse()).toEqual(wanted);
  }
};

const write = async (owner: TestPartition, expected: Expected, changes: readonly Change[]): Promise<void> => {
  const alerts = changes.filter(({ withAlert }) => withAlert);
  const drops = changes.flatMap(({ pumpId, dropAfter }) => (dropAfter === null ? [] : [{ pumpId, order: dropAfter }]));
  const places = changes.flatMap(({ pumpId, place, text }) => (place === null ? [] : [{ pumpId, order: place, text }]));
  await owner.write({
    pumps: changes.map(({ pumpId, text }) =>
      pump({ pumpId, state: text, expectedRevision: expected.pumps.get(pumpId)?.revision ?? null }),
    ),
    alerts: alerts.map(({ pumpId, text }) => {
      const formerVersion = expected.alerts.get(pumpId)?.version ?? null;
      return alert({ alertId: pumpId, pumpId, doc: text, formerVersion, version: (formerVersion ?? 0) + 2 });
    }),
    dropSnapshotsAfter: drops,
    snapshots: places.map(({ text, ...place }) => ({ ...place, state: text })),
    dropReconciliationsAfter: drops,
    reconciliations: places.map(({ text, ...place }) => ({ ...place, from: place.order, at: newYear, doc: text })),
  });
};

const remember = (expected: Expected, changes: readonly Change[]): void => {
  for (const { pumpId, text, withAlert, dropAfter, place } of changes) {
    expected.pumps.set(pumpId, { revision: (expected.pumps.get(pumpId)?.revision ?? 0) + 1, state: text });
    const { version } = expected.alerts.get(pumpId) ?? { version: 0 };
    if (withAlert) expected.alerts.set(pumpId, { version: version + 2, doc: text });
    const row = place === null ? null : { order: place, text };
    expected.placed.set(pumpId, applied(placedOf(expected, pumpId), dropAfter, row));
  }
};

it('has in its tables, after any batches, what a plain memory of them has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 8 }), async batches => {
      const model = await database.open(undefined, 2);
      const owner = await TestPartition.open(model);
      const expected: Expected = { pumps: new Map(), alerts: new Map(), placed: new Map() };
      for (const changes of batches) {
        await write(owner, expected, changes);
        remember(expected, changes);
      }
      await expectStored(model, expected);
      await model.close();
    }),
    { numRuns: 15 },
  );
});
