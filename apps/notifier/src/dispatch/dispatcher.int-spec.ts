import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { eventually } from '../../../../test/kit/eventually.ts';
import { TestNotifier } from '../testing/notifier.fixture.ts';
import { Dispatcher } from './dispatcher.ts';

/** What the dispatcher rests at most without news. */
const restMs = 1_000;

describe('the dispatcher', () => {
  let notifier: TestNotifier;
  let dispatcher: Dispatcher;
  let looks = 0;

  const undispatched = async (): Promise<number> => {
    const [row] = await notifier.sql('select count(*)::int as n from alert_change where not dispatched');
    return Number(row?.['n']);
  };

  beforeAll(async () => {
    notifier = await TestNotifier.open();
    const { model } = notifier;
    const { dataSource } = model;
    const open = dataSource.createQueryRunner.bind(dataSource);
    dataSource.createQueryRunner = mode => {
      looks += 1;
      return open(mode);
    };
    const log = pino({ level: 'silent' });
    dispatcher = new Dispatcher({ model, channels: ['webhook'], onDeliveries: () => undefined, log });
    dispatcher.start();
    await notifier.change({ id: 'first', version: 1 });
    await eventually('the first change is dispatched', async () => (await undispatched()) === 0);
  });
  afterAll(async () => {
    await dispatcher.stop();
    await notifier.close();
  });

  it('is woken by each change of an alert', async () => {
    const begun = performance.now();
    for (let version = 1; version <= 6; version += 1) {
      await notifier.change({ id: 'a', version });
      await eventually('the change is dispatched', async () => (await undispatched()) === 0);
    }
    // By its own rests alone it would take five of them.
    expect(performance.now() - begun).toBeLessThan(3 * restMs);
  });

  it('sleeps through batches that changed pumps alone', async () => {
    const [before, begun] = [looks, performance.now()];
    for (let batch = 0; batch < 60; batch += 1) {
      await notifier.sql(`select pg_notify('cisterna_changes', '0')`);
      await delay(10);
    }
    const rests = (performance.now() - begun) / restMs;
    // Each look takes one or two connections from the pool.
    expect(looks - before).toBeLessThanOrEqual(2 * (rests + 2));
  });
});
