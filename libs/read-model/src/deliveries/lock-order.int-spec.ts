import { Client } from 'pg';
import { pino } from 'pino';
import { openReadModel, type ReadModel } from '../read-model.ts';
import { noteSubscribers, type Sign } from '../subscriptions/subscriber-health.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { promoteLanes } from './lanes.ts';
import { recordAttempts } from './record-attempts.ts';

const ids = Array.from({ length: 10 }, (_, index) => `d-${index}`);
const lowest = 'd-0';
const lease = 'a-lease';
const sign = (outcome: Sign['outcome']): Sign => ({ delivery: { subscriptionId: 's' }, at: 0, error: null, outcome });
const attempt = { at: 0, durationMs: 5, status: 204, error: null, outcome: 'delivered', retryInMs: null } as const;
/** Alerts in the opposite order, so that whoever goes by lanes takes the lowest id last too. */
const alertOf = (id: string): string => `a-${ids.length - ids.indexOf(id)}`;
const deliveryOf = (id: string) => ({ id, lease, attempt: 1, subscriptionId: 's', alertId: alertOf(id) });

interface Work {
  readonly name: string;
  readonly due: string;
  readonly lease: string;
  readonly run: (model: ReadModel) => Promise<unknown>;
}

const works: readonly Work[] = [
  {
    name: 'recording attempts',
    due: '0',
    lease: `'${lease}'`,
    run: model => recordAttempts(model, ids.map(id => ({ ...attempt, delivery: deliveryOf(id) })).toReversed()),
  },
  {
    name: 'hastening what a subscriber missed',
    due: '9e15',
    lease: 'null',
    run: model => noteSubscribers(model, [sign('delivered')]),
  },
  {
    name: 'cancelling what a subscriber no longer wants',
    due: '0',
    lease: 'null',
    run: model => noteSubscribers(model, [sign('gone')]),
  },
  {
    name: 'letting the next of each lane be tried',
    due: 'null',
    lease: 'null',
    run: model => promoteLanes(model, ids.map(deliveryOf).toReversed()),
  },
];

describe('deliveries', () => {
  let database: TestDatabase;
  let model: ReadModel;
  let other: Client;

  beforeAll(async () => {
    database = await TestDatabase.start();
  });
  beforeEach(async () => {
    const url = await database.empty();
    other = new Client({ connectionString: url });
    await other.connect();
    model = await openReadModel({ url, poolSize: 4, log: pino({ level: 'silent' }) });
  });
  afterEach(async () => {
    await other.end();
    await model.close();
  });
  afterAll(() => database.stop());

  /** The lowest id comes last in the table, so that whoever takes rows as they lie takes it last. */
  const store = async ({ due, lease: held }: Work): Promise<void> => {
    await other.query(
      `insert into subscription (id, name, channel, target, status, created_ms, updated_ms, created_by, failing_since_ms, failed_attempts, notices, tested_ms, start_snapshot)
        values ('s', 'ward', 'webhook', 'http://127.0.0.1:9/', 'active', 0, 0, 'test', 0, 1, 0, 0, '1:1:')`,
    );
    for (const id of ids.toReversed())
      await other.query(
        `insert into delivery (id, subscription_id, channel, message_id, type, alert_id, version, test, change_at_ms, written_ms, created_ms, begun_ms, status, attempts, due_ms, lease)
          values ($1, 's', 'webhook', 'm', 'alert.raised', $2, 1, false, 0, 0, 0, 0, 'waiting', 1, ${due}, ${held})`,
        [id, alertOf(id)],
      );
  };

  it.each(works)('are locked in the order of their ids when $name', async work => {
    await store(work);
    await other.query('begin');
    await other.query('select from delivery where id = $1 for update', [lowest]);
    const done = work.run(model);
    await database.until(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`);
    const { rowCount } = await other.query('select from delivery for update skip locked');
    await other.query('commit');
    await done;
    expect(rowCount).toBe(ids.length);
  });
});
