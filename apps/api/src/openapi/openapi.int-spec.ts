import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import Schema from 'typebox/schema';
import { ApiModule } from '../api.module.ts';
import { createAdapter } from '../http/fastify.ts';
import { alarmRaised, history, hourMs, march, recordOf, refilled, reported } from '../testing/events.fixture.ts';
import type { HttpAnswer, HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';

interface Operation {
  readonly responses: Record<string, { readonly content: Record<string, { readonly schema: object }> }>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

/** Every route that the server has, `HEAD` beside `GET` left out, with `{name}` for what varies. */
const registeredRoutes = async (run: ProjectedApi): Promise<string[]> => {
  const adapter = createAdapter();
  const found = new Set<string>();
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') found.add(`${one} ${url.replace(/:(\w+)/g, '{$1}')}`);
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(run.service.parts()), adapter, {
    bodyParser: false,
    logger: false,
  });
  await app.init();
  await app.close();
  return [...found].sort();
};

describe('the OpenAPI document', () => {
  let run: ProjectedApi;
  let http: HttpClient;
  let document: Document;

  /** What is wrong with an answer by the document; throws where the document does not know it. */
  const faultsOf = (answer: HttpAnswer, method: string, path: string): unknown[] => {
    const media = answer.type.split(';', 1)[0] ?? '';
    const schema = document.paths[path]?.[method.toLowerCase()]?.responses[answer.status]?.content[media]?.schema;
    if (schema === undefined) throw new Error(`${method} ${path} is not said to answer ${answer.status} as ${media}`);
    const [, faults] = Schema.Errors(
      { ...schema, components: document.components },
      JSON.parse(answer.text) as unknown,
    );
    return faults;
  };

  beforeAll(async () => {
    run = await ProjectedApi.start(march + 30 * hourMs);
    ({ http } = run);
    const place = { pumpId: 'P-1', seq: 3, at: march + hourMs, entry: 1 };
    await run.posted([
      ...history('P-1', 1),
      recordOf('symptom.reported.v1', place, { kind: 'none', severity: 0 }),
      reported('P-1', 5, march + 3 * hourMs),
      alarmRaised('P-1', 6, march + 4 * hourMs, 'motor-stall'),
      refilled('P-1', 7, march + 5 * hourMs, { aspiratedNl: 17_000_000, filledNl: 18_000_000 }),
    ]);
    await run.posted([reported('P-2', 1, march)]);
    await run.service.eventLog.append([{ key: 'P-1', value: '{', receivedAt: march }]);
    await run.posted([reported('P-1', 8, march + 6 * hourMs)]);
    document = JSON.parse((await http.get('/openapi.json')).text) as Document;
  });

  afterAll(() => run.stop());

  it('is OpenAPI 3.1 and lists exactly the routes that the server has', async () => {
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(await registeredRoutes(run));
  });

  it('refers only to schemas that it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.filter(name => document.components.schemas[name ?? ''] === undefined)).toEqual([]);
    expect(references).not.toEqual([]);
  });

  it('would show an answer that is not true', async () => {
    const answer = await http.get('/v1/pumps/P-1');
    const { version: _version, ...incomplete } = answer.body;
    const wrong = { ...incomplete, reservoir: { ...(incomplete['reservoir'] as object), filledNl: -1 } };
    expect(faultsOf({ ...answer, text: JSON.stringify(wrong) }, 'GET', '/v1/pumps/{pumpId}')).not.toEqual([]);
    expect(() => faultsOf({ ...answer, status: 418 }, 'GET', '/v1/pumps/{pumpId}')).toThrow(
      'is not said to answer 418',
    );
  });

  it('is plain JSON Schema, without marks of the library that made it', () => {
    expect(JSON.stringify(document)).not.toContain('"~');
  });

  it.each([
    ['/v1/pumps', '/v1/pumps'],
    ['/v1/pumps/P-1', '/v1/pumps/{pumpId}'],
    ['/v1/pumps/P-2', '/v1/pumps/{pumpId}'],
    ['/v1/pumps/P-1?asOf=2026-03-01T02:00:00Z', '/v1/pumps/{pumpId}'],
    ['/v1/pumps/P-9', '/v1/pumps/{pumpId}'],
    ['/v1/pumps/P-1/events', '/v1/pumps/{pumpId}/events'],
    ['/v1/pumps/P-1/series?metric=deliveredNl', '/v1/pumps/{pumpId}/series'],
    ['/v1/pumps/P-1/series', '/v1/pumps/{pumpId}/series'],
    ['/v1/pumps/P-1/reconciliations', '/v1/pumps/{pumpId}/reconciliations'],
    ['/v1/alerts?state=all', '/v1/alerts'],
    ['/v1/alerts/none', '/v1/alerts/{alertId}'],
    ['/v1/dead-letters', '/v1/dead-letters'],
    ['/v1/fleet', '/v1/fleet'],
    ['/v1/stream?pumpId=,', '/v1/stream'],
    ['/health/live', '/health/live'],
    ['/health/ready', '/health/ready'],
    ['/openapi.json', '/openapi.json'],
    ['/asyncapi.json', '/asyncapi.json'],
  ])('is true of GET %s', async (url, path) => {
    expect(faultsOf(await http.get(url), 'GET', path)).toEqual([]);
  });

  it('is true of one alert', async () => {
    const [alert] = itemsOf(await http.get('/v1/alerts'));
    const answer = await http.get(`/v1/alerts/${encodeURIComponent(alert?.id ?? '')}`);
    expect({ status: answer.status, faults: faultsOf(answer, 'GET', '/v1/alerts/{alertId}') }).toEqual({
      status: 200,
      faults: [],
    });
  });

  it.each([
    ['reset', { by: 'nurse', note: 'n' }, 409],
    ['acknowledge', { by: 'nurse', note: 'n' }, 200],
    ['acknowledge', { by: 7 }, 422],
    ['shelve', { by: 'nurse', until: '2026-03-02T07:00:00Z', reason: 'r' }, 200],
    ['unshelve', {}, 200],
  ])('is true of a command to %s %j, answered with %d', async (call, body, status) => {
    const [alert] = itemsOf(await http.get('/v1/alerts?kind=motor-stall'));
    const answer = await http.post(`/v1/alerts/${encodeURIComponent(alert?.id ?? '')}/${call}`, body);
    const faults = faultsOf(answer, 'POST', `/v1/alerts/{alertId}/${call}`);
    expect({ status: answer.status, faults }).toEqual({ status, faults: [] });
  });

  it('is true of posted events, taken and refused', async () => {
    const statuses: number[] = [];
    for (const body of [reported('P-3', 1, march), { ...reported('P-3', 1, march), seq: 'x' }, [], 7]) {
      const answer = await http.postEvents(body);
      statuses.push(answer.status);
      expect(faultsOf(answer, 'POST', '/v1/events')).toEqual([]);
    }
    expect(statuses).toEqual([202, 422, 422, 422]);
  });

  it.each([
    ['refills', { aspiratedNl: 17_000_000, filledNl: 18_000_000 }, 201],
    ['refills', { aspiratedNl: 17_000_000, filledNl: 18_000_000 }, 409],
    ['refills?dryRun=true', { aspiratedNl: 17_000_000, filledNl: 18_000_000 }, 200],
    ['refills', {}, 422],
    ['examinations', { method: 'ct', finding: 'occluded' }, 201],
    ['symptoms', { kind: 'overdose', severity: 10 }, 201],
    ['annotations', { kind: 'mri', startsAt: '2026-03-01T00:00:00Z', endsAt: '2026-03-01T01:00:00Z' }, 201],
    ['catheter-revisions', { text: 'new' }, 201],
    ['voids', { entryOf: { boot: 1, seq: 3, entry: 1 }, reason: 'wrong patient' }, 201],
  ])('is true of a record of %s %j, answered with %d', async (call, body, status) => {
    const answer = await http.post(`/v1/pumps/P-1/${call}`, body);
    const path = `/v1/pumps/{pumpId}/${call.split('?', 1)[0] ?? ''}`;
    expect({ status: answer.status, faults: faultsOf(answer, 'POST', path) }).toEqual({ status, faults: [] });
  });

  it('is true of a redrive', async () => {
    const [letter] = itemsOf(await http.get('/v1/dead-letters'));
    const path = '/v1/dead-letters/{deadLetterId}/redrive';
    for (const id of [letter?.id ?? '', 'none']) {
      const answer = await http.send('POST', path.replace('{deadLetterId}', encodeURIComponent(id)));
      expect(faultsOf(answer, 'POST', path)).toEqual([]);
    }
  });
});
