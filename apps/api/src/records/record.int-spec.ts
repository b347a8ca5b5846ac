import { isDeepStrictEqual } from 'node:util';
import { history, hourMs, march, refilled, reported } from '../testing/events.fixture.ts';
import { problemOf, type HttpAnswer, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';

const now = march + 30 * hourMs;
const at = (hour: number): string => new Date(march + hour * hourMs).toISOString().replace('.000Z', 'Z');
const refill = { aspiratedNl: 17_000_000, filledNl: 18_000_000, by: 'Dr. Who' };
const symptom = { kind: 'none', severity: 0 };

describe('a person’s records', () => {
  let run: ProjectedApi;
  let http: HttpClient;

  beforeAll(async () => {
    run = await ProjectedApi.start(now);
    ({ http } = run);
  });

  afterAll(() => run.stop());

  it('gives a record its place behind the newest pump event that it follows, and answers with the event as logged', async () => {
    await run.posted(history('P-1', 3));
    const answer = await http.post('/v1/pumps/P-1/examinations', {
      method: 'x-ray',
      finding: 'patent',
      time: at(2),
      room: '7',
    });
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 201,
      body: {
        specversion: '1.0',
        id: 'P-1:1:4+1',
        source: '/clinics/C-1',
        type: 'catheter.examined.v1',
        subject: 'P-1',
        time: at(2),
        boot: 1,
        seq: 4,
        entry: 1,
        datacontenttype: 'application/json',
        data: { method: 'x-ray', finding: 'patent', room: '7' },
      },
    });
    await run.shown('P-1', 'P-1:1:4+1');
    const [listed] = itemsOf(await http.get('/v1/pumps/P-1/events?type=catheter.examined.v1'));
    expect(listed).toEqual({ ...answer.body, receivedAt: at(30) });
  });

  it('takes now when no time is given, and boot 1, seq 0 before any event', async () => {
    expect((await http.post('/v1/pumps/P-1/symptoms', symptom)).body).toMatchObject({ id: 'P-1:1:5+1', time: at(30) });
    expect(
      (await http.post('/v1/pumps/P-1/annotations', { kind: 'note', startsAt: at(-9), endsAt: at(-8), time: at(-9) }))
        .body,
    ).toMatchObject({ id: 'P-1:1:0+1' });
    expect((await http.post('/v1/pumps/P-1/catheter-revisions', {})).body).toMatchObject({ id: 'P-1:1:5+2', data: {} });
  });

  it('gives the same event again for the same key and body, and refuses another body', async () => {
    const key = { 'idempotency-key': 'visit-7' };
    const first = await http.post('/v1/pumps/P-1/symptoms', { kind: 'withdrawal', severity: 3 }, key);
    run.service.clock.at += 60_000;
    const again = await http.post('/v1/pumps/P-1/symptoms', { severity: 3, kind: 'withdrawal' }, key);
    run.service.clock.at = now;
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    const other = await http.post('/v1/pumps/P-1/symptoms', { kind: 'withdrawal', severity: 4 }, key);
    expect(problemOf(other)).toEqual({ status: 409, code: 'idempotency-conflict', pointers: [] });
    expect((await http.post('/v1/pumps/P-1/catheter-revisions', {}, key)).status).toBe(201);
  });

  it('gives one event for a key that comes many times at once', async () => {
    await run.posted(history('P-2', 1));
    const post = () => http.post('/v1/pumps/P-2/refills', refill, { 'idempotency-key': 'same' });
    const answers = await Promise.all(Array.from({ length: 8 }, post));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(answers.every(({ body }) => isDeepStrictEqual(body, answers[0]?.body))).toBe(true);
  });

  it('never gives two records the same entry', async () => {
    await run.posted(history('P-3', 1));
    const answers = await Promise.all(Array.from({ length: 12 }, () => http.post('/v1/pumps/P-3/symptoms', symptom)));
    const ids = answers.map(({ body }) => body['id']);
    expect(new Set(ids).size).toBe(12);
    for (const id of ids) await run.shown('P-3', id);
  });

  it('refuses a refill within 12 h of another one, also one that is not projected yet, unless it is confirmed', async () => {
    await run.posted(history('P-4', 1));
    const conflict = { status: 409, code: 'refill-already-recorded', pointers: [] };
    expect(problemOf(await http.post('/v1/pumps/P-4/refills', { ...refill, time: at(12) }))).toEqual(conflict);
    const both = await Promise.all([0, 1].map(() => http.post('/v1/pumps/P-4/refills', refill)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await http.post('/v1/pumps/P-4/refills?confirm=true', refill)).status).toBe(201);
  });

  it('lets a refill be recorded anew right after it was voided', async () => {
    await run.posted(history('P-5', 1));
    const first = await http.post('/v1/pumps/P-5/refills', refill);
    const { boot, seq, entry } = first.body;
    const voided = await http.post('/v1/pumps/P-5/voids', { entryOf: { boot, seq, entry }, reason: 'typing error' });
    expect(voided.status).toBe(201);
    expect((await http.post('/v1/pumps/P-5/refills', refill)).status).toBe(201);
    const nothing = await http.post('/v1/pumps/P-5/voids', { entryOf: { boot: 1, seq: 1, entry: 9 }, reason: '?' });
    expect(problemOf(nothing)).toEqual({ status: 422, code: 'invalid-body', pointers: ['/entryOf'] });
  });

  it('judges a refill without storing it', async () => {
    await run.posted([
      ...history('P-6', 4).filter((_, index) => index !== 4),
      refilled('P-6', 7, march + 20 * hourMs, refill),
    ]);
    const dryRun = async (body: object): Promise<HttpAnswer> => http.post('/v1/pumps/P-6/refills?dryRun=true', body);
    const now6 = await dryRun({ ...refill, aspiratedNl: 15_000_000 });
    expect({ status: now6.status, body: now6.body }).toMatchObject({
      status: 200,
      body: { at: at(30), expectedNl: 18_000_000, discrepancyNl: -3_000_000, withinLimit: false, complete: true },
    });
    const past = await dryRun({ ...refill, time: at(4) });
    expect(past.body).toMatchObject({
      at: at(4),
      expectedNl: 17_940_000,
      limitNl: 2_000_000,
      withinLimit: true,
      complete: false,
    });
    expect((await dryRun({ ...refill, time: at(-1) })).text).toBe('null');
    expect(await run.archived('P-6')).toHaveLength(6);
  });

  it('judges a dry run of an unregistered pump, but records nothing about it', async () => {
    await run.posted([reported('P-7', 1, march)]);
    expect((await http.post('/v1/pumps/P-7/refills?dryRun=true', refill)).text).toBe('null');
    expect(problemOf(await http.post('/v1/pumps/P-7/refills', refill))).toEqual({
      status: 409,
      code: 'pump-not-registered',
      pointers: [],
    });
    expect(problemOf(await http.post('/v1/pumps/P-none/refills', refill))).toEqual({
      status: 404,
      code: 'pump-not-found',
      pointers: [],
    });
  });

  it('names every fault of a body', async () => {
    const answer = await http.post('/v1/pumps/P-1/refills', {
      aspiratedNl: -1,
      time: 'today',
      drugs: [{ code: 'water' }],
    });
    const { status, code, pointers } = problemOf(answer);
    expect({ status, code, pointers: pointers.sort() }).toEqual({
      status: 422,
      code: 'invalid-body',
      pointers: ['/aspiratedNl', '/drugs/0/code', '/drugs/0/concentrationMicrogramsPerMl', '/filledNl', '/time'],
    });
    expect(problemOf(await http.post('/v1/pumps/P-1/symptoms', [symptom]))).toMatchObject({
      status: 422,
      pointers: [''],
    });
    expect(problemOf(await http.post('/v1/pumps/P-1/symptoms', { ...symptom, by: '\u0000' }))).toMatchObject({
      status: 422,
      pointers: ['/by'],
    });
    for (const time of ['1999-12-31T23:59:59Z', at(30 + 24 + 1)])
      expect(problemOf(await http.post('/v1/pumps/P-1/symptoms', { ...symptom, time }))).toEqual({
        status: 422,
        code: 'invalid-body',
        pointers: ['/time'],
      });
    expect(problemOf(await http.post('/v1/pumps/P-1/symptoms', { ...symptom, by: 'x'.repeat(70_000) }))).toMatchObject({
      status: 413,
    });
    expect(
      problemOf(await http.post('/v1/pumps/P-1/symptoms', symptom, { 'idempotency-key': 'x'.repeat(256) })),
    ).toMatchObject({ status: 400, pointers: ['/header/idempotency-key'] });
    expect(problemOf(await http.post('/v1/pumps/P-1/refills?dryRun=maybe', refill))).toMatchObject({
      status: 400,
      pointers: ['/query/dryRun'],
    });
  });

  it('takes the pump’s time for now under the stream clock', async () => {
    const { api: other, http: stream } = await run.service.open({ clock: 'stream' });
    await run.posted(history('P-8', 1));
    run.service.clock.at = now + 1000 * hourMs;
    const answer = await stream.post('/v1/pumps/P-8/symptoms', symptom);
    await other.close();
    run.service.clock.at = now;
    expect(answer.body).toMatchObject({ time: at(30) });
  });
});
