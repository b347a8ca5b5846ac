import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { accountOf, FleetLoad } from '../kit/fleet-load.ts';
import { HttpClient } from '../kit/http-client.ts';
import type { ServiceProcess } from '../kit/service-process.ts';
import { Stage } from '../kit/stage.ts';

const load = new FleetLoad({ prefix: 'REBA', pumps: 30, hours: 500, seed: 2 });

/** How many events a process has folded, as its own metrics say. */
const foldedBy = async ({ url }: ServiceProcess): Promise<number> => {
  const text = await new HttpClient(url).get<string>('/metrics');
  return Number(/^cisterna_events_folded_total (\d+)/m.exec(text)?.[1] ?? 0);
};

describeWithKafka('two projectors that share the partitions', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());

  it('hand them over under load, when one joins, one is killed and one leaves, and count every event once', async () => {
    const share = (from: number, to: number): Promise<void> =>
      load.send(stage, Math.floor(from * load.sent.length), Math.floor(to * load.sent.length));
    const first = await stage.start('projector', { CISTERNA_CLOCK: 'stream' });
    const atFirst = share(0, 0.3);
    await eventually('the first works', async () => (await foldedBy(first)) > 300);

    const second = await stage.start('projector', { CISTERNA_CLOCK: 'stream' });
    await atFirst;
    const whileBothWork = share(0.3, 0.6);
    await eventually('the second works', async () => (await foldedBy(second)) > 300);
    await first.kill();
    await whileBothWork;

    const third = await stage.start('projector', { CISTERNA_CLOCK: 'stream' });
    const atLast = share(0.6, 1);
    await eventually('the third works', async () => (await foldedBy(third)) > 300);
    expect(await second.stop()).toEqual({ code: 0, signal: null });
    await atLast;

    await load.projected(stage);
    expect(await accountOf(stage.database)).toEqual({ archived: load.distinct, folded: load.distinct, setAside: 0 });
    const unmatched = 'select (select count(*) from alert_change) - (select coalesce(sum(version), 0) from alert)';
    expect(await stage.database.count(unmatched)).toBe(0);
  }, 180_000);
});
