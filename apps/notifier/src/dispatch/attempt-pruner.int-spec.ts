import { pino } from 'pino';
import { eventually } from '../../../../test/kit/eventually.ts';
import { TestNotifier } from '../testing/notifier.fixture.ts';
import { AttemptPruner } from './attempt-pruner.ts';

const dayMs = 86_400_000;
const keepDays = 90;

/** A delivery as it stood after these attempts, each with its error or null. */
interface Ended {
  readonly id: string;
  readonly endedDaysAgo: number | null;
  readonly errors: readonly (string | null)[];
}

const deliverySql = ({ id, endedDaysAgo, errors }: Ended): string => {
  const at = Date.now() - (endedDaysAgo ?? 100) * dayMs - (endedDaysAgo === keepDays ? 60_000 : 0);
  const rows = errors.map(
    (error, index) => `('${id}', ${index + 1}, ${at}, ${error === null ? 'null' : `'${error}'`}, 5)`,
  );
  return `insert into delivery (id, subscription_id, channel, message_id, type, alert_id, version, test, change_at_ms, written_ms, created_ms, begun_ms,
      status, attempts, finished_ms)
    values ('${id}', 's', 'webhook', 'm', 'alert.raised', 'a-${id}', 1, false, 0, 0, ${at}, ${at}, '${endedDaysAgo === null ? 'waiting' : 'delivered'}',
      ${errors.length}, ${endedDaysAgo === null ? 'null' : at});
    insert into delivery_attempt (delivery_id, number, at_ms, error, duration_ms) values ${rows.join(', ')}`;
};

describe('attempts of deliveries that ended long ago', () => {
  let notifier: TestNotifier;
  const pruners: AttemptPruner[] = [];
  const left = async (): Promise<string[]> =>
    (await notifier.sql(`select delivery_id || ' ' || number as attempt from delivery_attempt order by 1`)).map(
      ({ attempt }) => String(attempt),
    );
  const prune = (): void => {
    const pruner = new AttemptPruner({ model: notifier.model, keepDays, log: pino({ level: 'silent' }) });
    pruners.push(pruner);
    pruner.start();
  };

  beforeAll(async () => {
    notifier = await TestNotifier.open();
  });
  afterAll(async () => {
    await Promise.all(pruners.map(pruner => pruner.stop()));
    await notifier.close();
  });

  it('are dropped by any number of pruners where they failed and others followed; what proves the outcome stays', async () => {
    const ended: readonly Ended[] = [
      { id: 'delivered', endedDaysAgo: keepDays, errors: ['500', '500', null] },
      { id: 'given-up', endedDaysAgo: 400, errors: ['500', '500'] },
      { id: 'redelivered', endedDaysAgo: 400, errors: ['500', null, '500', '500'] },
      { id: 'lately', endedDaysAgo: keepDays - 1, errors: ['500', null] },
      { id: 'waiting', endedDaysAgo: null, errors: ['500', '500'] },
    ];
    for (const delivery of ended) await notifier.sql(deliverySql(delivery));
    const kept = [
      'delivered 3',
      'given-up 2',
      'lately 1',
      'lately 2',
      'redelivered 2',
      'redelivered 4',
      'waiting 1',
      'waiting 2',
    ];
    for (let pruner = 0; pruner < 3; pruner += 1) prune();
    await eventually('the rest is gone', async () => (await left()).length <= kept.length);
    await Promise.all(pruners.map(pruner => pruner.stop()));
    expect(await left()).toEqual(kept);
    expect(await notifier.sql('select count(*)::int as n from delivery')).toEqual([{ n: ended.length }]);
  });

  it('go in portions, all in one round', async () => {
    const errors = [...Array.from({ length: 12_000 }, () => '500'), null];
    await notifier.sql(deliverySql({ id: 'many', endedDaysAgo: 100, errors }));
    prune();
    await eventually(
      'one is left',
      async () => (await left()).filter(attempt => attempt.startsWith('many')).length === 1,
    );
    expect(await left()).toContain('many 12001');
  });
});
