import { startBroker, type Broker } from '../../deploy/kafka/broker.ts';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { accountOf, FleetLoad } from '../kit/fleet-load.ts';
import type { ServiceProcess } from '../kit/service-process.ts';
import { Stage } from '../kit/stage.ts';

interface Readiness {
  readonly dependencies: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
}

const load = new FleetLoad({ prefix: 'OUT', pumps: 30, hours: 500, seed: 3 });

describeWithKafka('a service whose broker and database are killed under load', () => {
  let broker: Broker;
  let stage: Stage;
  let service: ServiceProcess;
  let finish: () => Promise<void>;

  beforeAll(async () => {
    broker = await startBroker();
    stage = await Stage.open({ brokers: broker.brokers });
    service = await stage.start('cisterna', { CISTERNA_CLOCK: 'stream' });
    finish = load.sendSlowly(stage, 50);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await broker.stop();
  });

  const archived = (): Promise<number> => stage.database.count('select count(*) from event').catch(() => 0);
  const moreThan = (count: number): Promise<boolean> =>
    eventually('the work goes on', async () => (await archived()) > count, 90_000);

  it('says what is away while the broker is dead, and goes on by itself when it is back', async () => {
    await moreThan(500);
    await broker.kill();
    await eventually('it is not ready', async () => {
      const health = await service.health();
      return health?.status === 503 && !(JSON.parse(health.text) as Readiness).dependencies['log']?.ok;
    });
    const before = await archived();
    await broker.restart();
    await service.ready();
    await moreThan(before + 500);
  }, 120_000);

  it('goes on by itself after its database was killed', async () => {
    const [before, pid] = [await archived(), stage.postgres.pid];
    process.kill(pid, 'SIGKILL');
    await eventually('the database is another process', () => stage.postgres.pid !== pid);
    await service.ready();
    await moreThan(before + 500);
  }, 120_000);

  it('has lost nothing and counted nothing twice', async () => {
    await finish();
    await load.projected(stage);
    expect(await accountOf(stage.database)).toEqual({ archived: load.distinct, folded: load.distinct, setAside: 0 });
    const unmatched = 'select (select count(*) from alert_change) - (select coalesce(sum(version), 0) from alert)';
    expect(await stage.database.count(unmatched)).toBe(0);
    expect(service.running).toBe(true);
  }, 120_000);
});
