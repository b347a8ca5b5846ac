import type { AlertView, PumpSummary, StreamSnapshot } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import type { ServiceProcess } from '../kit/service-process.ts';
import { Stage } from '../kit/stage.ts';
import { StreamReader, type StreamMessage } from '../kit/stream-reader.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';

const pumpsOf = (messages: readonly StreamMessage[]): PumpSummary[] =>
  messages.filter(({ event }) => event === 'pump').map(({ data }) => data as PumpSummary);
const isVersion =
  (version: number) =>
  ({ event, data }: StreamMessage): boolean =>
    event === 'pump' && (data as PumpSummary).version === version;

describeWithKafka('the live stream over a restart of the API', () => {
  let stage: Stage;
  let api: ServiceProcess;
  const pump = new PumpScript('SSE-1', Date.now() - 20 * hourMs);
  const bystander = new PumpScript('SSE-2', Date.now() - 20 * hourMs);

  beforeAll(async () => {
    stage = await Stage.open();
    pump.register();
    pump.refill(0, 18_000_000);
    bystander.register();
    await stage.send([...pump.events, ...bystander.events]);
    [api] = await Promise.all([stage.start('api'), stage.start('projector')]);
    await eventually(
      'both are projected',
      async () => (await stage.database.count('select coalesce(sum(version), 0) from pump')) === 3,
    );
  });
  afterAll(() => stage.close());

  it('begins with a snapshot, follows changes, and resumes after the last id without a loss', async () => {
    const path = '/v1/stream?pumpId=SSE-1';
    const first = new StreamReader(api.url + path);
    const snapshot = (await first.when('a snapshot', ({ event }) => event === 'snapshot')).data as StreamSnapshot;
    expect(snapshot).toMatchObject({ pumps: [{ id: 'SSE-1', version: 2 }], alerts: [], last: true });

    await stage.send([pump.report(10_000), bystander.alarm('raised', 'motor-stall')]);
    const seen = await first.when('the report', isVersion(3));
    expect(seen.data).toMatchObject({ reservoir: { computedLevelNl: 17_990_000 } });

    await api.kill();
    await first.close();
    const missed = [pump.report(10_000), pump.alarm('raised', 'motor-stall'), pump.report(0, 10_000)];
    for (const event of missed) await stage.send([event]);
    await eventually(
      'what was missed is projected',
      async () => (await stage.database.count(`select version from pump where pump_id = 'SSE-1'`)) === 6,
    );

    api = await stage.start('api', {}, api.port);
    const second = new StreamReader(api.url + path, seen.id);
    await second.when('the newest version', isVersion(6));
    const alert = await second.when('the alert', ({ event }) => event === 'alert');
    expect(alert.data as AlertView).toMatchObject({
      kind: 'motor-stall',
      pumpId: 'SSE-1',
      condition: 'active',
      version: 1,
    });

    await stage.send([pump.report(10_000)]);
    await second.when('a change after the restart', isVersion(7));
    await second.close();
    const all = [...first.messages, ...second.messages];
    expect(second.messages.map(({ event }) => event)).not.toContain('snapshot');
    expect(pumpsOf(all).map(({ id }) => id)).toEqual(pumpsOf(all).map(() => 'SSE-1'));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  }, 120_000);

  it('begins anew with a snapshot for an id that nobody gave out', async () => {
    const reader = new StreamReader(`${api.url}/v1/stream`, 'not-an-id');
    const { data } = await reader.when('a snapshot', ({ event }) => event === 'snapshot');
    expect((data as StreamSnapshot).pumps.map(({ id }) => id)).toEqual(['SSE-1', 'SSE-2']);
    await reader.close();
  });
});
