import type { Api } from './api.ts';
import { TestApi } from './testing/api.fixture.ts';
import { NetworkWay } from '../../../test/kit/network-way.ts';
import { eventually } from '../../../test/kit/eventually.ts';
import { history, hourMs, march, reported } from './testing/events.fixture.ts';
import { problemOf, type HttpClient } from './testing/http-client.fixture.ts';
import { TestProjection } from './testing/projection.fixture.ts';
import { SseClient } from './testing/sse-client.fixture.ts';

const unavailable = { status: 503, code: 'unavailable', pointers: [] };

describe('while the database is away', () => {
  let service: TestApi;
  let proxy: NetworkWay;
  let projection: TestProjection;
  let api: Api;
  let http: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(march + 10 * hourMs, async ({ url, port }) => {
      proxy = await NetworkWay.to(port);
      return url.replace(`:${port}/`, `:${proxy.port}/`);
    });
    projection = new TestProjection(service.model, service.eventLog);
    ({ api, http } = await service.open());
    await http.postEvents(history('P-1', 1));
    await eventually(async () => (await http.get('/v1/pumps/P-1')).body['version'] === 3);
  });

  afterEach(() => {
    proxy.mend();
  });

  afterAll(async () => {
    await api.close();
    await projection.stop();
    await service.stop();
    await proxy.close();
  });

  it('answers with unavailable, never as if the service had failed, and recovers by itself', async () => {
    proxy.cut();
    for (const path of [
      '/v1/pumps',
      '/v1/pumps/P-1',
      '/v1/pumps/P-1/events',
      '/v1/alerts',
      '/v1/dead-letters',
      '/v1/fleet',
      '/v1/stream',
    ])
      expect(problemOf(await http.get(path))).toEqual(unavailable);
    expect(problemOf(await http.post('/v1/pumps/P-1/symptoms', { kind: 'none', severity: 0 }))).toEqual(unavailable);
    expect(problemOf(await http.send('POST', '/v1/dead-letters/x/redrive'))).toEqual(unavailable);
    const posted = await http.postEvents(reported('P-1', 4, march + 2 * hourMs));
    expect(problemOf(posted)).toEqual(unavailable);
    expect(posted.headers.get('retry-after')).toBe('1');
    expect((await http.get('/health/live')).status).toBe(200);
    proxy.mend();
    expect((await http.get('/v1/pumps/P-1')).status).toBe(200);
  });

  it('keeps live streams open and brings what changed once it is back', async () => {
    const client = await SseClient.open(`${http.url}/v1/stream`);
    await client.of('snapshot', 1);
    proxy.cut();
    expect((await http.get('/v1/pumps')).status).toBe(503);
    proxy.mend();
    await eventually(async () => (await http.postEvents(reported('P-1', 5, march + 3 * hourMs))).status === 202);
    await client.find(({ event, data }) => event === 'pump' && Number(data['version']) >= 4);
    expect(client.ended).toBe(false);
    client.close();
  });
});
