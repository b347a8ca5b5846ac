import { alarmRaised, history, hourMs, march, reported } from '../testing/events.fixture.ts';
import { ProjectedApi } from '../testing/projected-api.fixture.ts';
import { SseClient } from '../testing/sse-client.fixture.ts';

interface Marked {
  readonly id: string;
  readonly pumpId?: string;
  readonly simulated?: true;
}

const pumpOf = ({ id, pumpId }: Marked): string => pumpId ?? id;

describe('the live stream', () => {
  let run: ProjectedApi;

  beforeAll(async () => {
    run = await ProjectedApi.start(march + 30 * hourMs);
  });
  afterAll(() => run.stop());

  it('says of simulated pumps that they are, in every message, and of no other', async () => {
    const live = await SseClient.open(`${run.http.url}/v1/stream`);
    await live.of('snapshot', 1);
    for (const pumpId of ['SIM-1', 'P-1'])
      await run.posted([...history(pumpId, 1), alarmRaised(pumpId, 4, march + 2 * hourMs, 'memory-error')]);
    await run.posted([reported('P-1', 5, march + 3 * hourMs)]);
    await live.find(({ event, data }) => event === 'pump' && data['id'] === 'P-1' && data['version'] === 5);
    await live.of('alert', 2);
    const told = live.received.filter(({ event }) => event !== 'snapshot');
    const kinds = told.map(({ event, data }) => `${event} ${pumpOf(data as unknown as Marked)}`);
    expect([...new Set(kinds)].sort()).toEqual(['alert P-1', 'alert SIM-1', 'pump P-1', 'pump SIM-1']);
    for (const { data } of told)
      expect(data['simulated']).toBe(pumpOf(data as unknown as Marked) === 'SIM-1' ? true : undefined);
    live.close();
  });

  it('says so in snapshots too', async () => {
    const client = await SseClient.open(`${run.http.url}/v1/stream`);
    const [snapshot] = await client.of('snapshot', 1);
    const marks = (['pumps', 'alerts'] as const).map(part =>
      (snapshot?.data[part] as Marked[]).map(item => [pumpOf(item), item.simulated]).sort(),
    );
    const each = [
      ['P-1', undefined],
      ['SIM-1', true],
    ];
    expect(marks).toEqual([each, each]);
    client.close();
  });
});
