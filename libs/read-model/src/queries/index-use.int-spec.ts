import type { Logger } from 'typeorm';
import { changesSince } from '../feed/changes-since.ts';
import { feedPosition } from '../feed/feed-position.ts';
import type { ReadModel } from '../read-model.ts';
import { refillNear, unappendedRecords } from '../records/person-records.ts';
import { unpublishedChanges, unpublishedDeadLetters } from '../relay/unpublished.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import {
  alert,
  archived,
  deadLetter,
  newYear,
  pump,
  raised,
  telemetry,
  TestPartition,
} from '../testing/rows.fixture.ts';
import { listDeadLetters } from './dead-letters.ts';
import { eventHistory, eventsAfter } from './event-history.ts';
import { findEvents } from './find-events.ts';
import { lastOrderAt } from './last-order.ts';
import { listAlerts } from './list-alerts.ts';
import { listPumps, type PumpSort } from './list-pumps.ts';
import { listReconciliations } from './list-reconciliations.ts';
import { loadPumps, pumpsDue } from './pumps-by-id.ts';
import { snapshotsBefore } from './snapshots.ts';
import { alertCounts, alertsOfPumps } from './stored-alert.ts';

let database: TestDatabase;
let model: ReadModel;
const asked: { query: string; parameters: unknown[] }[] = [];
const nothing = (): void => undefined;
const logger: Logger = {
  logQuery: (query, parameters) => void asked.push({ query, parameters: (parameters ?? []) as unknown[] }),
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

const order = { boot: 1, seq: 1, entry: 0 };
const place = { pumpId: 'P-1', order };

beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  const owner = await TestPartition.open(model);
  const pumpIds = Array.from({ length: 3000 }, (_, index) => `P-${index}`);
  await owner.write({
    archive: pumpIds.map(pumpId => archived({ pumpId })),
    pumps: pumpIds.map((pumpId, index) => pump({ pumpId, dueAt: index, lastEventAt: index, refillBy: index })),
    snapshots: pumpIds.map(pumpId => ({ pumpId, order, state: '{}' })),
    reconciliations: pumpIds.map(pumpId => ({ pumpId, order, from: order, at: newYear, doc: '{}' })),
    alerts: pumpIds.map((pumpId, index) =>
      alert({ alertId: pumpId, pumpId, raisedAt: index, isOpen: index % 50 === 0 }),
    ),
    alertChanges: pumpIds.map(pumpId => raised({ alertId: pumpId, pumpId })),
    deadLetters: pumpIds.map((pumpId, index) => deadLetter({ id: pumpId, at: index })),
  });
  await model.dataSource.query(
    `insert into person_record select 'P-' || n, 1, 1, 1, 'voids', null, 'h', 0, '{}', n, n > 5 from generate_series(1, 3000) n`,
  );
  await model.dataSource.query('analyze');
  Object.assign(model.dataSource, { logger });
});
afterAll(async () => {
  await database.stop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The indexes that the last statement goes through, and the tables that it reads whole. */
const planOfLast = async (of = ''): Promise<{ indexes: string[]; wholeTables: string[] }> => {
  const { query, parameters } = asked.findLast(one => one.query.includes(of))!;
  const [row] = await model.dataSource.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
    `explain (format json) ${query}`,
    parameters,
  );
  const plan = nodes(row!['QUERY PLAN'][0]!.Plan);
  return {
    indexes: plan.flatMap(node => node['Index Name'] ?? []),
    wholeTables: plan.filter(node => node['Node Type'] === 'Seq Scan').flatMap(node => node['Relation Name'] ?? []),
  };
};

const list = (sort: PumpSort, cursor: string | null = null) =>
  listPumps(model, { judgedAt: { topic: telemetry, now: newYear }, filter: {}, sort, limit: 20, cursor });

const queries: [string, string, () => Promise<unknown>][] = [
  ['pumps by id', 'pump_pkey', () => list('id')],
  ['pumps by id, from the end', 'pump_pkey', () => list('-id')],
  ['pumps by refill date', 'pump_refill_by_idx', () => list('refillBy')],
  [
    'pumps by refill date, a later page',
    'pump_refill_by_idx',
    async () => list('refillBy', (await list('refillBy')).nextCursor),
  ],
  ['pumps by last event, from the end', 'pump_last_event_idx', () => list('-lastEventAt')],
  ['rows of some pumps', 'pump_pkey', () => loadPumps(model, ['P-1', 'P-2'])],
  ['pumps that are due', 'pump_due_idx', () => pumpsDue(model, { partition: 0, clock: 5, limit: 10 })],
  ['repeats', 'event_pkey', () => findEvents(model, [archived(), archived({ pumpId: 'P-2' })])],
  ['events behind a place', 'event_pkey', () => eventsAfter(model, [place])],
  [
    'a history',
    'event_pkey',
    () => eventHistory(model, { pumpId: 'P-1', after: order, through: order, knownAt: null }).next(),
  ],
  [
    'the last event at a time',
    'event_pkey',
    () => lastOrderAt(model, { pumpId: 'P-1', at: newYear, pumpEventsOnly: true }),
  ],
  ['a snapshot before a place', 'pump_snapshot_pkey', () => snapshotsBefore(model, [place])],
  [
    'reconciliations',
    'reconciliation_pkey',
    () => listReconciliations(model, { pumpId: 'P-1', limit: 5, cursor: null }),
  ],
  [
    'refills near a time',
    'event_refill_idx',
    () => refillNear(model, { pumpId: 'P-1', at: newYear, withinMs: 5, except: [] }),
  ],
  ['alerts of a pump', 'alert_pump_idx', () => alertsOfPumps(model, ['P-1'])],
  ['open alerts, counted', 'alert_open_idx', () => alertCounts(model, ['P-1', 'P-50'])],
  ['all alerts', 'alert_raised_idx', () => listAlerts(model, { filter: { openOnly: false }, limit: 5, cursor: null })],
  ['the outbox', 'alert_change_unpublished_idx', () => unpublishedChanges(model, 0, 20)],
  ['dead letters', 'dead_letter_pkey', () => listDeadLetters(model, { limit: 5, cursor: null })],
  ['unpublished dead letters', 'dead_letter_pkey', () => unpublishedDeadLetters(model, 0, 5)],
  ['records to append', 'person_record_unappended_idx', () => unappendedRecords(model, { madeBefore: 5, limit: 5 })],
];

it.each(queries)('%s: read through %s, never from a whole table', async (_what, index, query) => {
  await query();
  const { indexes, wholeTables } = await planOfLast();
  expect(indexes).toContain(index);
  expect(wholeTables.filter(table => table !== 'partition')).toEqual([]);
});

it('the live feed reads what changed, not what there is', async () => {
  const position = await feedPosition(model);
  const owner = await TestPartition.open(model);
  await owner.write({ pumps: [pump({ expectedRevision: 1 })] });
  const feed = { topic: telemetry, limit: 10 };
  await changesSince(model, position, feed);
  expect((await planOfLast('from pump p')).indexes[0]).toBe('pump_changed_idx');
  expect((await planOfLast('from alert_change a')).indexes[0]).toBe('alert_change_changed_idx');
});
