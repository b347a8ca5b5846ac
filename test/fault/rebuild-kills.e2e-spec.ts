import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { ExampleSubscriber } from '../kit/example-subscriber.ts';
import { FleetLoad, standingOf } from '../kit/fleet-load.ts';
import { HttpClient } from '../kit/http-client.ts';
import { RebuildRun } from '../kit/rebuild-run.ts';
import { Stage } from '../kit/stage.ts';
import { toldSoFar } from '../kit/told.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const load = new FleetLoad({ prefix: 'MIDST', pumps: 40, hours: 1_500 });
/** How much of the log the next generation has read when the run is killed; the first one dies while it makes its tables. */
const deaths = [null, 0.05, 0.3, 0.55, 0.8] as const;
const settings = { CISTERNA_CLOCK: 'stream', LOG_LEVEL: 'warn' };
const tables = ['event', 'pump', 'reconciliation', 'dead_letter', 'alert'];

describeWithKafka(`a rebuild killed ${deaths.length + 1} times`, () => {
  let stage: Stage;
  let example: ExampleSubscriber;
  let undisturbed: Awaited<ReturnType<typeof standingOf>>;
  let told: string;
  let ends: number;
  /** How far the next generation stood when each run was killed, and the least that was seen of it in each run. */
  const stood: number[] = [];
  const least: number[] = [];

  const start = (...args: string[]): RebuildRun => RebuildRun.start(stage.environment(settings), 'all', ...args);
  const ask = (text: string): Promise<number> => stage.database.count(text).catch(() => 0);
  const built = (): Promise<number> => ask('select coalesce(sum(position), 0) from cisterna_next.partition');
  const begun = (): Promise<number> => ask(`select count(*) from pg_namespace where nspname = 'cisterna_next'`);

  /** What a person broke: some folds, some judgements of refills, and an alert on a fact. */
  const breakReadModels = async (): Promise<void> => {
    const { database } = stage;
    await database.rows(
      `update pump set state = jsonb_set(state::jsonb, '{version}', '7')::text where pump_id < 'MIDST-2'`,
    );
    await database.rows(`delete from reconciliation where pump_id < 'MIDST-3'`);
    const [lost] = await database.rows<{ alert_id: string }>(
      `delete from alert where alert_id = (select min(alert_id) from alert where opened_boot is not null) returning alert_id`,
    );
    await database.rows(`delete from alert_change where alert_id = $1`, [lost?.alert_id]);
  };

  /** One run, killed once it has read so much of the log. */
  const runAndDie = async (share: (typeof deaths)[number]): Promise<void> => {
    const run = start();
    const seen: number[] = [];
    const reached = async (): Promise<boolean> => {
      const now = await built();
      seen.push(now);
      return share === null ? (await begun()) > 0 : now >= share * ends || !run.running;
    };
    await eventually('it has built a part', reached);
    least.push(Math.min(...seen));
    await run.kill();
    await eventually('nobody writes for it any more', async () => (await foreign()) === 0);
    stood.push(await built());
  };
  const foreign = (): Promise<number> =>
    ask(
      `select count(*) from pg_locks l join pg_class c on c.oid = l.relation where c.relnamespace = 'cisterna_next'::regnamespace`,
    );

  /** One run, killed while the exchange holds all writers and waits for its last lock. */
  const dieInTheExchange = async (): Promise<void> => {
    const reader = new Client({ connectionString: stage.postgres.url });
    await reader.connect();
    await reader.query('begin; lock table dead_letter in access share mode');
    const run = start();
    const waits = `select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'lock table pump%'`;
    await eventually('the exchange waits', async () => (await ask(waits)) === 1);
    await run.kill();
    await reader.end();
    await eventually('the exchange is given up', async () => (await ask(waits)) === 0);
  };

  beforeAll(async () => {
    stage = await Stage.open();
    example = await ExampleSubscriber.listen(secret);
    const http = new HttpClient((await stage.start('cisterna', settings)).url);
    await http.post('/v1/subscriptions', { name: 'Ward', channel: 'webhook', target: example.url, secret });
    await load.send(stage);
    await load.projected(stage);
    ends = (await stage.log.watermarks()).reduce((sum, { high }) => sum + Number(high), 0);
    told = await toldSoFar(stage, example);
    await breakReadModels();
    expect((await start().ended).code).toBe(0);
    undisturbed = await standingOf(stage.database);
    await breakReadModels();
    for (const share of deaths) await runAndDie(share);
  }, 400_000);
  afterAll(async () => {
    await stage.close();
    await example.close();
  });

  it('was killed in the middle, and each run went on where the one before it stood', () => {
    expect(stood.filter(reached => reached > 0 && reached < ends).length).toBeGreaterThan(1);
    expect(least).toEqual([0, ...stood.slice(0, -1)]);
    expect(stood).toEqual(stood.toSorted((a, b) => a - b));
  });

  it('leaves the live read models as they were, and alone, also when it dies in the exchange', async () => {
    const before = await standingOf(stage.database);
    expect(before.pumps).not.toEqual(undisturbed.pumps);
    await dieInTheExchange();
    expect(await standingOf(stage.database)).toEqual(before);
  }, 120_000);

  it('ends when it is run once more, and leaves what an undisturbed one leaves', async () => {
    const { code, output } = await start().ended;
    expect(output).toContain('The next generation is live');
    expect(code).toBe(0);
    expect(await standingOf(stage.database)).toEqual(undisturbed);
  }, 120_000);

  it('has told nobody', async () => {
    await pause(3_000);
    expect(await toldSoFar(stage, example)).toBe(told);
  }, 120_000);

  it('leaves nothing that a rebuild from the beginning would build otherwise', async () => {
    const { output } = await start('--dry-run', '--afresh').ended;
    for (const table of tables) expect(output).toMatch(new RegExp(`^${table} +0 missing, 0 extra, 0 different$`, 'm'));
  }, 120_000);
});
