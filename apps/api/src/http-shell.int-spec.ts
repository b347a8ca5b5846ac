import { request } from 'node:http';
import type { Api } from './api.ts';
import { TestApi } from './testing/api.fixture.ts';
import { problemOf, type HttpClient } from './testing/http-client.fixture.ts';
import { eventOf, march } from './testing/events.fixture.ts';

/** Sends a path as it is, without the cleaning that fetch does. */
const rawStatus = (url: string, path: string): Promise<{ status: number; type: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path }, answer => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '' });
    })
      .on('error', reject)
      .end();
  });

const eventType = { 'content-type': 'application/cloudevents+json' };

describe('HTTP shell', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(Date.parse('2026-03-02T12:00:00Z'));
    ({ api, http } = await service.open());
  });

  afterAll(async () => {
    await api.close();
    await service.stop();
  });

  it('answers an unknown path with a not-found problem', async () => {
    const answer = await http.get('/v1/nowhere');
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is no such path.',
      code: 'not-found',
    });
    expect(answer.type).toBe('application/problem+json');
  });

  it.each(['/v1/pumps/%E0%A4%A', `/v1/pumps/${'x'.repeat(1200)}`, '/v1/pumps/', '/v1//pumps'])(
    'answers the odd path %# with a problem',
    async path => {
      expect(await rawStatus(http.url, path)).toEqual({ status: 404, type: 'application/problem+json' });
    },
  );

  it('says which methods a path has', async () => {
    const answer = await http.send('DELETE', '/v1/pumps');
    expect(problemOf(answer)).toEqual({ status: 405, code: 'method-not-allowed', pointers: [] });
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('answers HEAD like GET, without a body', async () => {
    const answer = await http.send('HEAD', '/v1/pumps');
    expect({ status: answer.status, type: answer.type, text: answer.text }).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
      text: '',
    });
    expect((await http.send('HEAD', '/v1/stream')).type).toContain('text/event-stream');
  });

  it('names every bad query parameter at once', async () => {
    const answer = await http.get(
      '/v1/pumps?limit=0&deliveryState=flying,delivering&sort=colour&clinicId=&cursor=x&cursor=y',
    );
    expect(problemOf(answer)).toEqual({
      status: 400,
      code: 'invalid-parameter',
      pointers: ['/query/clinicId', '/query/deliveryState', '/query/sort', '/query/limit', '/query/cursor'],
    });
  });

  it('refuses a cursor that no list gave out', async () => {
    const answer = await http.get('/v1/pumps?cursor=nonsense');
    expect(problemOf(answer)).toEqual({ status: 400, code: 'invalid-parameter', pointers: ['/query/cursor'] });
  });

  it('refuses a body that is no JSON, not UTF-8 or missing', async () => {
    for (const body of ['{"a":', '\ufeff{}', Buffer.from([0x22, 0xff, 0x22])])
      expect(problemOf(await http.send('POST', '/v1/events', { body, headers: eventType })).code).toBe(
        'malformed-json',
      );
    expect(problemOf(await http.send('POST', '/v1/events', { headers: eventType }))).toMatchObject({
      status: 400,
      code: 'malformed-json',
    });
  });

  it.each([
    ['no media type', {}],
    ['another media type', { 'content-type': 'application/json' }],
    ['an unreadable media type', { 'content-type': 'what?' }],
    ['another charset', { 'content-type': 'application/cloudevents+json; charset=latin1' }],
    ['a compressed body', { ...eventType, 'content-encoding': 'gzip' }],
  ])('refuses %s', async (_, headers) => {
    const answer = await http.send('POST', '/v1/events', { body: new Uint8Array(Buffer.from('{}')), headers });
    expect(problemOf(answer)).toEqual({ status: 415, code: 'unsupported-media-type', pointers: [] });
  });

  it('takes a charset that says UTF-8 and any spelling of the media type', async () => {
    const headers = { 'content-type': 'Application/CloudEvents+JSON; charset="UTF-8"' };
    const event = eventOf('pump.explanted.v1', { pumpId: 'P-shell', seq: 1, at: march }, {});
    expect((await http.send('POST', '/v1/events', { body: JSON.stringify(event), headers })).status).toBe(202);
  });

  it('refuses a body over 8 MiB', async () => {
    const answer = await http.send('POST', '/v1/events', { body: ' '.repeat(8 * 1024 * 1024 + 1), headers: eventType });
    expect(problemOf(answer)).toEqual({ status: 413, code: 'payload-too-large', pointers: [] });
  });

  it('tells liveness, readiness and measurements', async () => {
    const { health, metrics } = service.parts();
    expect((await http.get('/health/live')).status).toBe(200);
    expect((await http.get('/health/ready')).status).toBe(health.live().status === 200 ? 503 : 0);
    await http.get('/v1/pumps');
    const text = (await http.get('/metrics')).text;
    expect(text).toContain('cisterna_http_request_seconds_bucket');
    expect(text).toContain('route="/v1/pumps"');
    expect(metrics.registry.getSingleMetric('cisterna_batch_seconds')).toBeTruthy();
  });

  it('serves the page and its files from this service alone', async () => {
    const page = await http.get('/');
    expect(page.type).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const files = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(match => match[1] ?? '');
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) expect([file.startsWith('/page/'), (await http.get(file)).status]).toEqual([true, 200]);
    expect((await http.get('/page/config.json')).body).toEqual({ simulated: false, access: 'open', clock: 'wall' });
    expect((await http.get('/page/../api.ts')).status).toBe(404);
  });
});
