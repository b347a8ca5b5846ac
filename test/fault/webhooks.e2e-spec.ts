import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { FleetLoad } from '../kit/fleet-load.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Random } from '../kit/random.ts';
import type { ServiceProcess } from '../kit/service-process.ts';
import { Stage } from '../kit/stage.ts';
import { UnsteadySubscriber, type Mood } from '../kit/unsteady-subscriber.ts';

const kills = 20;
const position = 'select coalesce(sum(position), 0) from partition';
const load = new FleetLoad({ prefix: 'HOOK', pumps: 24, hours: 1_200, seed: 5 });
const slice = Math.ceil(load.sent.length / kills);
const moods: readonly Mood[] = ['well', 'failing', 'well', 'silent', 'cutting'];
const secret = `whsec_${randomBytes(32).toString('base64')}`;

describeWithKafka(`notifier and projector killed ${kills} times each, subscribers failing, hanging and away`, () => {
  let stage: Stage;
  const random = new Random(20_261_122);
  const subscribers = [new UnsteadySubscriber(secret), new UnsteadySubscriber(secret)];
  /** Deliveries that waited, and records in the log, when each life ended. */
  const leftOver = { deliveries: [] as number[], records: [] as number[] };
  const waiting = (): Promise<number> => stage.database.count(`select count(*) from delivery where status = 'waiting'`);
  const changes = (): Promise<number> => stage.database.count('select count(*) from alert_change');
  const archived = (): Promise<number> => stage.database.count('select count(*) from event');
  const received = (): number => subscribers.reduce((sum, subscriber) => sum + subscriber.received, 0);
  /** Pretends that what is planned for later is due; what the notifier is at just now is left to it. */
  const hurry = (): Promise<unknown> =>
    stage.database.rows(
      `update delivery set due_ms = 0 where id in (
        select id from delivery where status = 'waiting' and lease is null and due_ms > 0 for update skip locked)`,
    );

  /** Each projector is in a group of its own, so that it need not wait until the broker misses the one killed before: the database says where the work goes on. */
  const startProjector = (): Promise<ServiceProcess> =>
    stage.start('projector', { CISTERNA_CLOCK: 'stream', CISTERNA_GROUP: randomUUID() });

  /** Ends a process at a seeded moment after it has done something, or after a while. */
  const killAtWork = async (victim: ServiceProcess, hasWorked: () => boolean | Promise<boolean>): Promise<void> => {
    await eventually('it has worked', hasWorked, 3_000).catch(() => null);
    await pause(random.whole(0, 150));
    await victim.kill();
  };

  /** One life of a notifier and of a projector, each ended in the midst of its work; meanwhile more is sent, and one subscriber is in another mood, or away. */
  const liveAndDie = async (life: number): Promise<void> => {
    const subscriber = subscribers[life % 2]!;
    subscriber.mood = moods[random.whole(0, moods.length - 1)]!;
    const isAway = random.chance(0.25);
    if (isAway) await subscriber.leave();
    await hurry();
    const [notifier, projector] = await Promise.all([stage.start('notifier'), startProjector()]);
    const [before, known, part] = [received(), await archived(), random.whole(1, slice / 2)];
    const sending = load.send(stage, life * slice, (life + 1) * slice);
    await Promise.all([
      killAtWork(notifier, () => received() > before + 5),
      killAtWork(projector, async () => (await archived()) >= known + part),
    ]);
    leftOver.deliveries.push(await waiting());
    await sending;
    leftOver.records.push((life + 1) * slice - (await stage.database.count(position)));
    if (isAway) await subscriber.listen();
  };

  beforeAll(async () => {
    stage = await Stage.open();
    const api = await stage.start('api');
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
    await Promise.all([stage.start('notifier'), startProjector()]);
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

  it('were killed with work left to do', () => {
    for (const counts of Object.values(leftOver)) {
      expect(counts).toHaveLength(kills);
      expect(counts.filter(count => count > 0).length).toBeGreaterThan(kills / 2);
    }
  });

  it('have brought every change to every subscriber, and each under one id', async () => {
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

  it('have brought none before the one before it was taken, and signed all of them', () => {
    expect(subscribers.map(({ faults }) => faults)).toEqual([[], []]);
  });

  it('keep every attempt on record, the interrupted ones too', async () => {
    const broken = await stage.database.count(
      `select count(*) from delivery d where attempts <> (select count(*) from delivery_attempt a where a.delivery_id = d.id)`,
    );
    expect(broken).toBe(0);
    expect(
      await stage.database.count(`select count(*) from delivery_attempt where error like 'interrupted%'`),
    ).toBeGreaterThan(0);
  });
});
