import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { AlertView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { ExampleSubscriber } from '../kit/example-subscriber.ts';
import { accountOf, FleetLoad, standingOf } from '../kit/fleet-load.ts';
import { HttpClient } from '../kit/http-client.ts';
import { builtProgram } from '../kit/service-process.ts';
import { Stage } from '../kit/stage.ts';
import { toldSoFar } from '../kit/told.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const load = new FleetLoad({ prefix: 'AGAIN', pumps: 20, hours: 900 });
/** The rest comes after the rebuild. */
const before = Math.floor(load.sent.length * 0.8);
const ghost = 'AGAIN-3:motor-stall:1:999999:0';
const run = promisify(execFile);

describeWithKafka('read models that somebody broke, built again under a running service', () => {
  let stage: Stage;
  let http: HttpClient;
  let example: ExampleSubscriber;
  let sound: Awaited<ReturnType<typeof standingOf>>;
  let lost: { alert_id: string };
  let told: string;
  const said: string[] = [];

  const rebuild = async (...args: string[]): Promise<string> => {
    const env = { ...process.env, ...stage.environment({ CISTERNA_CLOCK: 'stream', LOG_LEVEL: 'warn' }) };
    const { stdout } = await run(process.execPath, [builtProgram('apps/projector/src/rebuild.main.js'), ...args], {
      env,
    });
    return stdout;
  };

  /** A pump's fold, a refill's judgement, an alert that is missing, and one that nothing supports. */
  const breakReadModels = async (): Promise<void> => {
    await stage.database.rows(
      `update pump set state = jsonb_set(state::jsonb, '{version}', '7')::text where pump_id = 'AGAIN-1'`,
    );
    await stage.database.rows(
      `delete from reconciliation where (pump_id, boot, seq) in (select pump_id, boot, seq from reconciliation order by 1, 2, 3 limit 1)`,
    );
    [lost = { alert_id: '' }] = await stage.database.rows<{ alert_id: string }>(
      `delete from alert where alert_id = (select min(alert_id) from alert where opened_boot is not null and is_open) returning alert_id`,
    );
    await stage.database.rows(`delete from alert_change where alert_id = $1`, [lost.alert_id]);
    await stage.database.rows(
      `insert into alert select $1, pump_id, clinic_id, kind, priority, 'active', true, false, version, raised_at_ms, 1, 999999, 0, shelved_until_ms,
        jsonb_set(jsonb_set(doc::jsonb, '{id}', to_jsonb($1::text)), '{condition}', '"active"')::text,
        jsonb_set(jsonb_set(facts::jsonb, '{episode,id}', to_jsonb($1::text)), '{episode,opened}', '{"boot":1,"seq":999999,"entry":0}')::text, changed_xid
        from alert where pump_id = 'AGAIN-3' and opened_boot is not null order by alert_id limit 1`,
      [ghost],
    );
  };

  const published = async (): Promise<number> =>
    stage.database.count('select count(*) from alert_change where published');

  beforeAll(async () => {
    stage = await Stage.open();
    example = await ExampleSubscriber.listen(secret);
    http = new HttpClient((await stage.start('cisterna', { CISTERNA_CLOCK: 'stream' })).url);
    await http.post('/v1/subscriptions', { name: 'Ward', channel: 'webhook', target: example.url, secret });
    await load.send(stage, 0, before);
    await load.projected(stage);
    told = await toldSoFar(stage, example);
    sound = await standingOf(stage.database);
    await breakReadModels();
    said.push(await rebuild('all', '--dry-run'));
  }, 240_000);
  afterAll(async () => {
    await stage.close();
    await example.close();
  });

  it('differ from the log where they were broken, and a dry run changes nothing', async () => {
    expect(said[0]).toMatch(/event +0 missing, 0 extra, 0 different/);
    expect(said[0]).toMatch(/pump +0 missing, 0 extra, 1 different +AGAIN-1/);
    expect(said[0]).toMatch(/reconciliation +1 missing, 0 extra, 0 different/);
    expect(said[0]).toMatch(/alert +1 missing, 1 extra, 0 different/);
    expect((await standingOf(stage.database)).pumps).not.toEqual(sound.pumps);
  });

  it('stand as before they were broken, once they are built again', async () => {
    said.push(await rebuild('pumps'));
    expect(said[1]).toContain('The next generation is live');
    expect(await standingOf(stage.database)).toEqual(sound);
  }, 60_000);

  it('have alerts whose history says that a rebuild brought them in line', async () => {
    const alertOf = (id: string) => http.get<AlertView>(`/v1/alerts/${encodeURIComponent(id)}`);
    expect(await alertOf(ghost)).toMatchObject({ condition: 'inactive' });
    expect((await alertOf(ghost)).history.at(-1)).toMatchObject({ change: 'withdrawn', by: 'rebuild' });
    expect((await alertOf(lost.alert_id)).history.every(({ by }) => by === 'rebuild')).toBe(true);
  });

  it('have told nobody of it', async () => {
    await pause(3_000);
    expect(await toldSoFar(stage, example)).toBe(told);
    expect(await published()).toBe(await stage.database.count('select count(*) from alert_change'));
  });

  it('go on with what comes, and lose none of it', async () => {
    await load.send(stage, before);
    await load.projected(stage);
    expect(await accountOf(stage.database)).toEqual({ archived: load.distinct, folded: load.distinct, setAside: 0 });
  }, 60_000);

  it('can be exchanged for the former ones, which have caught up', async () => {
    const back = await rebuild('back');
    expect(back).toMatch(/event +0 missing, 0 extra, 0 different/);
    expect(back).toContain('The next generation is live');
    expect(await stage.database.count('select count(*) from event')).toBe(load.distinct);
  }, 60_000);
});
