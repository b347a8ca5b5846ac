import type { Api } from '../api.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { alarmRaised, history, hourMs, march, registered, reported } from '../testing/events.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import type { HttpClient } from '../testing/http-client.fixture.ts';
import { TestProjection } from '../testing/projection.fixture.ts';
import { SseClient, type Received } from '../testing/sse-client.fixture.ts';

const now = march + 30 * hourMs;

interface Snapshot {
  readonly pumps: { id: string }[];
  readonly alerts: { pumpId: string }[];
  readonly last: boolean;
}

const snapshotOf = ({ data }: Received): Snapshot => data as unknown as Snapshot;
const isPump = (id: string, version: number) => (message: Received) =>
  message.event === 'pump' && message.data['id'] === id && message.data['version'] === version;

describe('the live stream', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;
  let projection: TestProjection;
  const clients: SseClient[] = [];

  const open = async (query = '', lastEventId: string | null = null, url = http.url): Promise<SseClient> => {
    const client = await SseClient.open(`${url}/v1/stream${query}`, lastEventId);
    clients.push(client);
    return client;
  };

  const projected = (pumpId: string, version: number): Promise<unknown> =>
    eventually(async () => (await http.get(`/v1/pumps/${pumpId}`)).body['version'] === version);

  beforeAll(async () => {
    service = await TestApi.start(now);
    projection = new TestProjection(service.model, service.eventLog);
    ({ api, http } = await service.open());
    await http.postEvents([...history('P-1', 1), ...history('P-2', 1, 'C-2')]);
    await projected('P-1', 3);
    await projected('P-2', 3);
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await eventually(async () => (await http.get('/metrics')).text.includes('cisterna_stream_clients 0'));
  });

  afterAll(async () => {
    await api.close();
    await projection.stop();
    await service.stop();
  });

  it('starts with a snapshot and goes on with each change', async () => {
    const client = await open();
    const [first] = await client.of('snapshot', 1);
    expect(snapshotOf(first!)).toMatchObject({ pumps: [{ id: 'P-1' }, { id: 'P-2' }], alerts: [], last: true });
    await http.postEvents([alarmRaised('P-1', 4, march + 2 * hourMs, 'motor-stall')]);
    const pump = await client.find(isPump('P-1', 4));
    expect(pump.data).toMatchObject({ alerts: { open: 1, highestPriority: 'high' }, mechanism: { motor: 'stalled' } });
    expect(pump.data).not.toHaveProperty('therapy');
    expect((await client.of('alert', 1))[0]?.data).toMatchObject({
      pumpId: 'P-1',
      kind: 'motor-stall',
      history: [{ change: 'raised' }],
    });
  });

  it('shows open alerts in the snapshot', async () => {
    const [first] = await (await open()).of('snapshot', 1);
    expect(snapshotOf(first!).alerts).toMatchObject([{ pumpId: 'P-1' }]);
  });

  it('resumes behind the last id without a loss, and without a snapshot', async () => {
    const client = await open();
    const [snapshot] = await client.of('snapshot', 1);
    client.close();
    await http.postEvents([
      reported('P-2', 4, march + 2 * hourMs),
      alarmRaised('P-2', 5, march + 3 * hourMs, 'motor-stall'),
    ]);
    await projected('P-2', 5);
    const resumed = await open('', snapshot!.id);
    await resumed.find(isPump('P-2', 5));
    const [alert] = await resumed.of('alert', 1);
    expect(alert?.data).toMatchObject({ pumpId: 'P-2' });
    expect(resumed.received.filter(({ event }) => event === 'snapshot')).toEqual([]);
    const later = await open('', alert!.id);
    await http.postEvents([reported('P-2', 6, march + 4 * hourMs)]);
    await later.find(isPump('P-2', 6));
    expect(later.received.map(({ event }) => event)).toEqual(['pump']);
  });

  it.each(['', 'nonsense', '1-2.abc.3.4', '9'.repeat(19)])(
    'starts anew for the id %j, which it never gave',
    async id => {
      expect((await (await open('', id)).of('snapshot', 1)).length).toBe(1);
    },
  );

  it('starts anew for an id of this database that lies ahead of it', async () => {
    const [snapshot] = await (await open()).of('snapshot', 1);
    const ahead = snapshot!.id.replace(/\d+$/, '9999999999999');
    expect((await (await open('', ahead)).of('snapshot', 1)).length).toBe(1);
  });

  it('gives no id twice, over clients and processes', async () => {
    const { api: other } = await service.open();
    const both = [await open(), await open(), await open('', null, other.url)];
    await http.postEvents([reported('P-1', 5, march + 3 * hourMs)]);
    for (const client of both) await client.find(isPump('P-1', 5));
    const ids = both.flatMap(({ received }) => received.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('');
    await other.close();
  });

  it('sends only what the client asked for', async () => {
    const byPump = await open('?pumpId=P-2,P-7');
    const byClinic = await open('?clinicId=C-2');
    for (const client of [byPump, byClinic])
      expect(snapshotOf((await client.of('snapshot', 1))[0]!).pumps.map(({ id }) => id)).toEqual(['P-2']);
    await http.postEvents([reported('P-1', 6, march + 4 * hourMs), reported('P-2', 7, march + 5 * hourMs)]);
    await http.postEvents([registered('P-7', 1, march, 'C-7')]);
    await byPump.find(isPump('P-7', 1));
    await byClinic.find(isPump('P-2', 7));
    expect(byPump.received.filter(({ event, data }) => event === 'pump' && data['id'] === 'P-1')).toEqual([]);
    expect(byClinic.received.filter(({ event, data }) => event === 'pump' && data['id'] !== 'P-2')).toEqual([]);
  });

  it('splits a large snapshot into parts of at most 500 pumps, of which only the last can be resumed behind', async () => {
    const many = Array.from({ length: 700 }, (_, index) => registered(`M-${String(index).padStart(4, '0')}`, 1, march));
    await http.postEvents(many);
    await eventually(async () => (await http.get('/v1/fleet')).body['pumps'] === many.length + 3);
    const client = await open();
    const parts = await client.of('snapshot', 2);
    expect(parts.map(part => snapshotOf(part).pumps.length)).toEqual([500, 203]);
    expect(parts.map(part => snapshotOf(part).last)).toEqual([false, true]);
    expect((await (await open('', parts[0]!.id)).of('snapshot', 2)).length).toBe(2);
  });

  it('refuses bad filters before the stream begins', async () => {
    const answer = await http.get('/v1/stream?pumpId=&clinicId=a%20b');
    expect(answer.status).toBe(400);
    expect((answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/query/pumpId',
      '/query/clinicId',
    ]);
  });

  it('brings a change within milliseconds of its commit', async () => {
    const client = await open('?pumpId=P-9');
    await client.of('snapshot', 1);
    const delays: number[] = [];
    for (let version = 1; version <= 20; version += 1) {
      const committed = projection.nextCommit();
      await http.postEvents([
        version === 1 ? registered('P-9', 1, march) : reported('P-9', version, march + version * 60_000),
      ]);
      const at = await committed;
      delays.push((await client.find(isPump('P-9', version))).atMs - at);
    }
    const median = delays.sort((a, b) => a - b)[10] ?? Infinity;
    expect(median).toBeLessThan(50);
  });

  it('disconnects a client that is over 4 MiB behind', async () => {
    const slow = await open();
    await slow.of('snapshot', 2);
    slow.pause();
    const isGone = async (): Promise<boolean> =>
      (await http.get('/metrics')).text.includes('cisterna_stream_clients 0');
    for (let round = 2; round < 60 && !(await isGone()); round += 1) {
      await http.postEvents(
        Array.from({ length: 700 }, (_, index) =>
          reported(`M-${String(index).padStart(4, '0')}`, round, march + round * 60_000),
        ),
      );
      await projected('M-0699', round);
    }
    await eventually(isGone);
    slow.resume();
    await eventually(() => slow.ended);
  });

  it('ends all streams when the API closes', async () => {
    const { api: other } = await service.open();
    const client = await open('?pumpId=P-1', null, other.url);
    await client.of('snapshot', 1);
    const began = performance.now();
    await other.close();
    expect(performance.now() - began).toBeLessThan(900);
    await eventually(() => client.ended);
  });
});
