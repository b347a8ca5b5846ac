import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { FleetLoad } from '../kit/fleet-load.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Random } from '../kit/random.ts';
import { Stage } from '../kit/stage.ts';
import { UnsteadySubscriber, type Mood } from '../kit/unsteady-subscriber.ts';

const kills = 20;
const load = new FleetLoad({ prefix: 'HOOK', pumps: 24, hours: 1_200, seed: 5 });
const slice = Math.ceil(load.sent.length / kills);
const moods: readonly Mood[] = ['well', 'failing', 'well', 'silent', 'cutting'];
const secret = `whsec_${randomBytes(32).toString('base64')}`;

describeWithKafka(`a notifier killed ${kills} times, its subscribers failing, hanging and away`, () => {
  let stage: Stage;
  const random = new Random(20_261_122);
  const subscribers = [new UnsteadySubscriber(secret), new UnsteadySubscriber(secret)];
  /** Deliveries that waited when each life ended. */
  const leftOver: number[] = [];
  const waiting = (): Promise<number> => stage.database.count(`select count(*) from delivery where status = 'waiting'`);
  const changes = (): Promise<number> => stage.database.count('select count(*) from alert_change');
  /** Pretends that what is planned for later is due. */
  const hurry = (): Promise<unknown> =>
    stage.database.rows(
      `update delivery set due_ms = 0 where status = 'waiting' and lease is null and due_ms is not null`,
    );

  /** One life of the notifier, ended at a seeded moment of its work; meanwhile more alerts come, and one subscriber is in another mood, or away. */
  const liveAndDie = async (life: number): Promise<void> => {
    const subscriber = subscribers[life % 2]!;
    subscriber.mood = moods[random.whole(0, moods.length - 1)]!;
    const isAway = random.chance(0.25);
    if (isAway) await subscriber.leave();
    await hurry();
    const [notifier, before] = [
      await stage.start('notifier'),
      subscribers.reduce((sum, { received }) => sum + received, 0),
    ];
    const sending = load.send(stage, life * slice, (life + 1) * slice);
    await eventually(
      'it has worked',
      () => subscribers.reduce((sum, { received }) => sum + received, 0) > before + 5,
      20_000,
    ).catch(() => null);
    await pause(random.whole(0, 150));
    await notifier.kill();
    leftOver.push(await waiting());
    await sending;
    if (isAway) await subscriber.listen();
  };

  beforeAll(async () => {
    stage = await Stage.open();
    const api = await stage.start('api');
    await stage.start('projector', { CISTERNA_CLOCK: 'stream' });
    const http = new HttpClient(api.url);
    for (const subscriber of subscribers) {
      await subscriber.listen();
      const { status } = await http.post('/v1/subscriptions', {
        name: 'ward',
        channel: 'webhook',
        target: subscriber.url,
        secret,
      });
      expect(status).toBe(201);
    }
    for (let life = 0; life < kills; life += 1) await liveAndDie(life);
    for (const subscriber of subscribers) subscriber.mood = 'well';
    await stage.start('notifier');
    await load.projected(stage);
    await eventually(
      'all is dispatched',
      async () => (await stage.database.count('select count(*) from alert_change where not dispatched')) === 0,
    );
    await eventually(
      'nothing waits any more',
      async () => {
        await hurry();
        return (await waiting()) === 0;
      },
      120_000,
    );
  }, 600_000);
  afterAll(async () => {
    await stage.close();
    for (const subscriber of subscribers) await subscriber.leave();
  });

  it('was killed with work left to do', () => {
    expect(leftOver).toHaveLength(kills);
    expect(leftOver.filter(count => count > 0).length).toBeGreaterThan(kills / 2);
  });

  it('has brought every change to every subscriber, and each under one id', async () => {
    const rows = await stage.database.rows<{ change: string }>(
      `select alert_id || ' ' || version as change from alert_change order by 1`,
    );
    expect(rows.length).toBe(await changes());
    expect(rows.length).toBeGreaterThan(500);
    for (const { ids } of subscribers) {
      expect([...ids.keys()].sort()).toEqual(rows.map(({ change }) => change).sort());
      expect([...ids.values()].filter(({ size }) => size !== 1)).toEqual([]);
    }
  });

  it('has brought none before the one before it was taken, and signed all of them', () => {
    expect(subscribers.map(({ faults }) => faults)).toEqual([[], []]);
  });

  it('keeps every attempt on record, the interrupted ones too', async () => {
    const broken = await stage.database.count(
      `select count(*) from delivery d where attempts <> (select count(*) from delivery_attempt a where a.delivery_id = d.id)`,
    );
    expect(broken).toBe(0);
    expect(
      await stage.database.count(`select count(*) from delivery_attempt where error like 'interrupted%'`),
    ).toBeGreaterThan(0);
  });
});
