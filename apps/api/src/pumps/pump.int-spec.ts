import { history, hourMs, march, recordOf, refilled, reported } from '../testing/events.fixture.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';

const now = march + 10 * hourMs;
const at = (hour: number): string => new Date(march + hour * hourMs).toISOString().replace('.000Z', 'Z');

describe('pumps', () => {
  let run: ProjectedApi;
  let http: HttpClient;

  beforeAll(async () => {
    run = await ProjectedApi.start(now);
    ({ http } = run);
    await run.posted(history('P-1', 8));
    await run.posted(history('P-2', 2, 'C-2'));
    await run.posted([reported('P-0', 1, march)]);
  });

  afterAll(() => run.stop());

  it('shows a pump with its exact level', async () => {
    const { body } = await http.get('/v1/pumps/P-1');
    expect(body).toMatchObject({
      id: 'P-1',
      clinicId: 'C-1',
      deliveryState: 'delivering',
      reservoir: { filledNl: 18_000_000, deliveredSinceFillNl: 160_000, computedLevelNl: 17_840_000 },
      completeness: { missing: 0, completeThrough: { boot: 1, seq: 10 } },
      connectivity: { lastEventAt: at(8), silent: false },
      asOf: at(8),
      version: 10,
    });
  });

  it('answers an unknown pump, and a name that none can have, with pump-not-found', async () => {
    for (const path of [
      '/v1/pumps/P-9',
      '/v1/pumps/P%209',
      '/v1/pumps/P-9/events',
      '/v1/pumps/P-9/series?metric=meanPa',
      '/v1/pumps/P-9/reconciliations',
    ])
      expect(problemOf(await http.get(path))).toEqual({ status: 404, code: 'pump-not-found', pointers: [] });
  });

  it('shows an unregistered pump, everything else folded', async () => {
    expect((await http.get('/v1/pumps/P-0')).body).toMatchObject({ registration: null, clinicId: null, version: 1 });
  });

  it('lists summaries, filtered and page by page', async () => {
    const all = await http.get('/v1/pumps');
    expect(itemsOf(all).map(({ id }) => id)).toEqual(['P-0', 'P-1', 'P-2']);
    expect(Object.keys(itemsOf(all)[1] ?? {})).not.toContain('therapy');
    const first = await http.get('/v1/pumps?sort=-id&limit=2');
    expect(itemsOf(first).map(({ id }) => id)).toEqual(['P-2', 'P-1']);
    const next = await http.get(`/v1/pumps?sort=-id&limit=2&cursor=${String(first.body['nextCursor'])}`);
    expect({ ids: itemsOf(next).map(({ id }) => id), next: next.body['nextCursor'] }).toEqual({
      ids: ['P-0'],
      next: null,
    });
    expect(itemsOf(await http.get('/v1/pumps?clinicId=C-2,C-9&deliveryState=delivering')).map(({ id }) => id)).toEqual([
      'P-2',
    ]);
  });

  it('lists what is true now of pumps that it listed before', async () => {
    const listed = async (): Promise<Record<string, unknown>> => {
      const { therapy: _therapy, ...shown } = (await http.get('/v1/pumps/P-6')).body;
      const item = itemsOf<Record<string, unknown>>(await http.get('/v1/pumps?clinicId=C-6')).at(0) ?? {};
      expect(shown).toMatchObject(item);
      return item;
    };
    await run.posted(history('P-6', 2, 'C-6'));
    expect(await listed()).toMatchObject({ version: 4, reservoir: { computedLevelNl: 17_960_000 } });
    await run.posted([reported('P-6', 5, march + 3 * hourMs)]);
    expect(await listed()).toMatchObject({
      version: 5,
      reservoir: { computedLevelNl: 17_940_000 },
      refill: { status: 'ok' },
    });
    run.service.clock.at = now + 190 * 24 * hourMs;
    expect(await listed()).toMatchObject({ version: 5, refill: { status: 'overdue' } });
    run.service.clock.at = now;
  });

  it('folds back to a time of the pump', async () => {
    const { body } = await http.get(`/v1/pumps/P-1?asOf=${at(5)}`);
    expect(body).toMatchObject({
      asOf: at(5),
      version: 7,
      reservoir: { computedLevelNl: 17_900_000 },
      connectivity: { lastEventAt: at(5) },
    });
    expect(problemOf(await http.get(`/v1/pumps/P-1?asOf=${at(-1)}`))).toMatchObject({
      status: 404,
      code: 'pump-not-found',
    });
  });

  it('folds back to what the service knew', async () => {
    run.service.clock.at = now + hourMs;
    await run.posted(history('P-3', 1));
    run.service.clock.at = now + 2 * hourMs;
    await run.posted([reported('P-3', 4, march + 2 * hourMs)]);
    run.service.clock.at = now;
    const known = `knownAt=${at(11)}`;
    expect((await http.get(`/v1/pumps/P-3?${known}`)).body).toMatchObject({ version: 3, asOf: at(11) });
    expect((await http.get(`/v1/pumps/P-3?${known}&asOf=${at(0)}`)).body).toMatchObject({ version: 2, asOf: at(0) });
    expect((await http.get(`/v1/pumps/P-3?knownAt=${at(10)}`)).status).toBe(404);
  });

  it('names every fault of the times asked for', async () => {
    const answer = await http.get('/v1/pumps/P-1?asOf=yesterday&knownAt=2026-03-01T00:00:00%2B01:00');
    expect(problemOf(answer)).toEqual({
      status: 400,
      code: 'invalid-parameter',
      pointers: ['/query/asOf', '/query/knownAt'],
    });
  });

  it('lists archived events in order, from inclusive, to exclusive, with receivedAt', async () => {
    const { body } = await http.get(`/v1/pumps/P-1/events?type=delivery.reported.v1&from=${at(2)}&to=${at(4)}`);
    expect(body['items']).toMatchObject([
      { id: 'P-1:1:4', time: at(2), receivedAt: at(10), data: { deliveredNl: 20_000 } },
      { id: 'P-1:1:5', time: at(3) },
    ]);
    const paged = await http.get('/v1/pumps/P-1/events?limit=9');
    expect(
      itemsOf(await http.get(`/v1/pumps/P-1/events?limit=9&cursor=${String(paged.body['nextCursor'])}`)),
    ).toHaveLength(1);
  });

  it('gives a series in at most as many buckets as asked for', async () => {
    const answer = await http.get(`/v1/pumps/P-1/series?metric=computedLevelNl&from=${at(1)}&to=${at(9)}&points=4`);
    expect(JSON.parse(answer.text)).toEqual([
      { at: at(1), min: 17_960_000, mean: 17_970_000, max: 17_980_000, n: 2 },
      { at: at(3), min: 17_920_000, mean: 17_930_000, max: 17_940_000, n: 2 },
      { at: at(5), min: 17_880_000, mean: 17_890_000, max: 17_900_000, n: 2 },
      { at: at(7), min: 17_840_000, mean: 17_850_000, max: 17_860_000, n: 2 },
    ]);
    expect(problemOf(await http.get('/v1/pumps/P-1/series?points=2001'))).toMatchObject({
      pointers: ['/query/metric', '/query/points'],
    });
  });

  it('says of each reconciliation whether anything between its refills is missing now', async () => {
    const refill = refilled('P-4', 6, march + 5 * hourMs, { aspiratedNl: 17_950_000, filledNl: 18_000_000 });
    await run.posted([...history('P-4', 1), reported('P-4', 5, march + 4 * hourMs), refill]);
    const before = await http.get('/v1/pumps/P-4/reconciliations');
    expect(before.body['items']).toMatchObject([
      { at: at(5), expectedNl: 17_960_000, discrepancyNl: -10_000, limitNl: 2_000_000, complete: false },
    ]);
    expect((await http.get('/v1/pumps/P-4')).body['reservoir']).toMatchObject({
      lastReconciliation: { complete: false },
    });
  });

  it('skips a voided refill in the series', async () => {
    const place = { pumpId: 'P-5', seq: 3, at: march + 2 * hourMs };
    const refill = recordOf('reservoir.refilled.v1', { ...place, entry: 1 }, { aspiratedNl: 0, filledNl: 9_000_000 });
    const entryOf = { boot: 1, seq: 3, entry: 1 };
    const voided = recordOf('record.voided.v1', { ...place, entry: 2 }, { entryOf, reason: 'wrong pump' });
    await run.posted([...history('P-5', 1), refill, voided]);
    const levels = JSON.parse((await http.get('/v1/pumps/P-5/series?metric=computedLevelNl&points=1')).text) as {
      min: number;
    }[];
    expect(levels).toMatchObject([{ min: 17_980_000, max: 18_000_000 }]);
  });
});
