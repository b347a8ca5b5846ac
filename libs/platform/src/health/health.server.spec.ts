import { createMetrics } from '../metrics.ts';
import { Health } from './health.ts';
import { ListenError, serveHealth, type HealthServer } from './health.server.ts';

const local = { http: { host: '127.0.0.1', port: 0 } };

describe('the health server', () => {
  const health = new Health();
  const metrics = createMetrics();
  let server: HealthServer;
  const get = (path: string, method = 'GET'): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { method });

  beforeAll(async () => {
    server = await serveHealth(local, health, metrics);
  });
  afterAll(() => server.close());

  it('tells that the process lives', async () => {
    const response = await get('/health/live');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ status: 'live' });
  });

  it('tells whether it is ready, by status and body', async () => {
    expect((await get('/health/ready')).status).toBe(503);
    health.register('database', () => ({ ok: true, lag: { events: 3, seconds: 1 } }));
    health.started();
    const response = await get('/health/ready?verbose');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      phase: 'running',
      dependencies: { database: { ok: true } },
      lag: { events: 3, seconds: 1 },
    });
  });

  it('gives the metrics as Prometheus reads them', async () => {
    metrics.eventsFolded.inc(3);
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await response.text()).toContain('cisterna_events_folded_total 3');
  });

  it('answers HEAD without a body', async () => {
    const response = await get('/health/live', 'HEAD');
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await response.text()).toBe('');
  });

  it('knows no other pages and no other methods', async () => {
    const missing = await get('/v1/pumps');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toBe('application/problem+json');
    expect(await missing.json()).toMatchObject({ status: 404, code: 'not-found' });
    const posted = await get('/health/live', 'POST');
    expect(posted.status).toBe(405);
    expect(posted.headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('an address that can not be had', () => {
  it('is named, with the setting that changes it, when another has it', async () => {
    const first = await serveHealth(local, new Health(), createMetrics());
    const second = serveHealth({ http: { host: '127.0.0.1', port: first.port } }, new Health(), createMetrics());
    await expect(second).rejects.toThrow(ListenError);
    await expect(second).rejects.toMatchObject({
      code: 'address-in-use',
      retriable: true,
      message: expect.stringMatching(`127.0.0.1:${first.port}.*PORT`) as string,
    });
    await first.close();
  });

  it('is named when it is not of this machine', async () => {
    const server = serveHealth({ http: { host: '192.0.2.1', port: 0 } }, new Health(), createMetrics());
    await expect(server).rejects.toMatchObject({ code: 'address-unusable', retriable: false });
  });

  it('is free again after close, though a client kept its connection open', async () => {
    const first = await serveHealth(local, new Health(), createMetrics());
    await (await fetch(`http://127.0.0.1:${first.port}/health/live`)).text();
    await first.close();
    const second = await serveHealth({ http: { host: '127.0.0.1', port: first.port } }, new Health(), createMetrics());
    expect(second.port).toBe(first.port);
    await second.close();
  });
});
