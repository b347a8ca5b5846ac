import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { Database } from '../kit/database.ts';
import { eventually } from '../kit/eventually.ts';
import { accountOf, FleetLoad, standingOf } from '../kit/fleet-load.ts';
import { Random } from '../kit/random.ts';
import { Stage } from '../kit/stage.ts';
import { TopicReader } from '../kit/topic-reader.ts';

const kills = 20;
const load = new FleetLoad({ prefix: 'KILL', pumps: 30, hours: 1_500 });
const slice = Math.ceil(load.sent.length / (kills + 1));
const archived = 'select count(*) from event';
const position = 'select coalesce(sum(position), 0) from partition';

describeWithKafka(`a projector killed ${kills} times under load`, () => {
  let stage: Stage;
  let undisturbed: EmbeddedPostgres;
  let reference: Database;
  const random = new Random(20_261_122);
  /** Records that waited in the log when each life ended. */
  const leftOver: number[] = [];

  /** Each life is in a group of its own, so that it need not wait until the broker misses the one killed before: the database says where the work goes on. */
  const settings = (): Record<string, string> => ({ CISTERNA_CLOCK: 'stream', CISTERNA_GROUP: randomUUID() });

  /** One life of the projector, ended at a seeded moment of its work while more and more is sent. */
  const liveAndDie = async (life: number): Promise<void> => {
    const known = (): Promise<number> => stage.database.count(archived).catch(() => 0);
    const target = (await known()) + Math.floor(random.next() * slice * 0.4);
    const projector = await stage.spawn('projector', settings());
    const sending = load.send(stage, life * slice, (life + 1) * slice);
    await eventually('it has worked a part of the load', async () => (await known()) >= target);
    await pause(random.whole(0, 20));
    await projector.kill();
    await sending;
    leftOver.push((life + 1) * slice - (await stage.database.count(position).catch(() => 0)));
  };

  beforeAll(async () => {
    stage = await Stage.open();
    undisturbed = await startThrowawayPostgres();
    reference = new Database(undisturbed.url);
    for (let life = 0; life < kills; life += 1) await liveAndDie(life);
    await load.send(stage, kills * slice);
    await stage.start('projector', settings());
    await stage.start('projector', { ...settings(), DATABASE_URL: undisturbed.url });
    await load.projected(stage);
    await load.projected(stage, reference);
  }, 300_000);
  afterAll(async () => {
    await stage.close();
    await reference.close();
    await undisturbed.stop();
  });

  it('was killed with work left to do', () => {
    expect(leftOver).toHaveLength(kills);
    expect(leftOver.filter(records => records > 0).length).toBeGreaterThan(kills / 2);
  });

  it('has lost nothing and counted nothing twice', async () => {
    const account = { archived: load.distinct, folded: load.distinct, setAside: 0 };
    expect(await accountOf(stage.database)).toEqual(account);
    expect(await accountOf(reference)).toEqual(account);
  });

  it('stands where an undisturbed projector stands, alerts and their ids included', async () => {
    const [killed, whole] = [await standingOf(stage.database), await standingOf(reference)];
    expect(killed.alerts.length).toBeGreaterThan(100);
    expect(killed.alerts).toEqual(whole.alerts);
    expect(killed.reconciliations).toEqual(whole.reconciliations);
    expect(killed.events).toEqual(whole.events);
    expect(killed.pumps).toEqual(whole.pumps);
  });

  it('publishes each change of each alert once, in order', async () => {
    await stage.start('notifier');
    const changes = await stage.database.count('select count(*) from alert_change');
    const reader = new TopicReader(stage.brokers, stage.topics.alerts);
    const records = await reader.when('all is published', found => found.length >= changes);
    await reader.close();
    const versions = new Map<string, number>();
    for (const { value } of records) {
      const { data } = JSON.parse(value!) as { data: { id: string; version: number } };
      expect(data.version).toBe((versions.get(data.id) ?? 0) + 1);
      versions.set(data.id, data.version);
    }
    expect(records).toHaveLength(changes);
  });
});
