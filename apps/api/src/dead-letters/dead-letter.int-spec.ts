import type { Api } from '../api.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { hourMs, march, registered, reported } from '../testing/events.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';
import { TestProjection } from '../testing/projection.fixture.ts';

const now = march + 30 * hourMs;
const type = { 'content-type': 'application/cloudevents+json' };

interface Letter {
  readonly id: string;
  readonly code: string;
  readonly value: unknown;
  readonly redrivenAt: string | null;
}

describe('dead letters', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;
  let projection: TestProjection;

  const letters = async (query = ''): Promise<Letter[]> =>
    (await http.get(`/v1/dead-letters${query}`)).body['items'] as Letter[];

  /** Appends a record as another producer would, and gives its dead letter. */
  const setAside = async (key: string, value: string | Uint8Array, code: string): Promise<Letter> => {
    await service.eventLog.append([
      { key, value, headers: { ...type, trace: Buffer.from([0xff, 0x00]) }, receivedAt: service.clock.at },
    ]);
    return eventually(async () => (await letters(`?code=${code}`)).find(letter => letter.redrivenAt === null) ?? null);
  };

  const redrive = (id: string) => http.send('POST', `/v1/dead-letters/${encodeURIComponent(id)}/redrive`);

  beforeAll(async () => {
    service = await TestApi.start(now);
    projection = new TestProjection(service.model, service.eventLog);
    ({ api, http } = await service.open());
    await http.postEvents([registered('P-1', 1, march)]);
  });

  afterAll(async () => {
    await api.close();
    await projection.stop();
    await service.stop();
  });

  it('shows a record as it was received, bytes that are no text as base64', async () => {
    const letter = await setAside('P-1', Buffer.from([0x7b, 0xff]), 'not-json');
    expect(letter).toEqual({
      id: expect.stringMatching(/^pump\.telemetry\.v1:\d:\d+$/) as string,
      at: '2026-03-02T06:00:00Z',
      code: 'not-json',
      detail: 'not-json',
      origin: letter.id.replaceAll(':', '/'),
      key: 'P-1',
      value: { base64: 'e/8=' },
      headers: { 'content-type': 'application/cloudevents+json', trace: { base64: '/wA=' } },
      redrivenAt: null,
    });
    expect(problemOf(await redrive(letter.id))).toMatchObject({ status: 422, code: 'not-json' });
  });

  it('refuses to redrive what contradicts the event that stands', async () => {
    const letter = await setAside(
      'P-1',
      JSON.stringify({ ...registered('P-1', 1, march), note: 'other' }),
      'conflicting-duplicate',
    );
    expect(problemOf(await redrive(letter.id))).toEqual({ status: 422, code: 'conflicting-duplicate', pointers: [] });
  });

  it('appends a record that can be taken by now, once more at each request, and keeps it listed', async () => {
    const event = reported('P-1', 2, now + 48 * hourMs);
    const letter = await setAside('P-1', JSON.stringify(event), 'time-out-of-range');
    expect(problemOf(await redrive(letter.id))).toMatchObject({ status: 422, code: 'time-out-of-range' });
    service.clock.at = now + 47 * hourMs;
    const first = await redrive(letter.id);
    expect({ status: first.status, body: first.body }).toEqual({
      status: 200,
      body: { id: letter.id, redrivenAt: '2026-03-04T05:00:00Z' },
    });
    await eventually(async () => (await http.get('/v1/pumps/P-1')).body['version'] === 2);
    service.clock.at += hourMs;
    expect((await redrive(letter.id)).body).toEqual({ id: letter.id, redrivenAt: '2026-03-04T06:00:00Z' });
    expect(await letters('?code=time-out-of-range')).toMatchObject([
      { id: letter.id, redrivenAt: '2026-03-04T06:00:00Z' },
    ]);
    service.clock.at = now;
  });

  it('lists the newest first, page by page and by code', async () => {
    const first = await http.get('/v1/dead-letters?limit=2');
    const next = await letters(`?limit=2&cursor=${String(first.body['nextCursor'])}`);
    expect([...(first.body['items'] as Letter[]), ...next]).toHaveLength(3);
    expect((await letters('?code=not-json,conflicting-duplicate')).map(({ code }) => code).sort()).toEqual([
      'conflicting-duplicate',
      'not-json',
    ]);
    expect(problemOf(await http.get('/v1/dead-letters?code=bad'))).toMatchObject({
      status: 400,
      pointers: ['/query/code'],
    });
  });

  it('answers an unknown dead letter with not-found', async () => {
    expect(problemOf(await redrive('pump.telemetry.v1:0:999'))).toEqual({
      status: 404,
      code: 'not-found',
      pointers: [],
    });
  });
});
