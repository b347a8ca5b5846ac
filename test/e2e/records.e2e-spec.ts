import type { ArchivedEvent, PumpView, ReconciliationView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, PumpScript, type WireEvent } from '../kit/telemetry.ts';

interface ProblemBody {
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

const now = Math.floor(Date.now() / 1000) * 1000;
const pump = new PumpScript('REC-1', now - 30 * hourMs);
pump.register();
pump.refill(0, 18_000_000);
for (let hour = 0; hour < 20; hour += 1) pump.report(10_000);
const reported = pump.events.length;
const refill = { aspiratedNl: 17_800_000, filledNl: 19_000_000, by: 'Nurse A' };

describeWithKafka('what people record over HTTP, with two APIs on one database', () => {
  let stage: Stage;
  let http: HttpClient;
  let other: HttpClient;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.send(pump.events);
    const [, first, second] = await Promise.all([stage.start('projector'), stage.start('api'), stage.start('api')]);
    [http, other] = [new HttpClient(first.url), new HttpClient(second.url)];
    await version(reported);
  });
  afterAll(() => stage.close());

  const version = (wanted: number): Promise<PumpView> =>
    http.getWhen<PumpView>('/v1/pumps/REC-1', answer => answer.version === wanted);

  it('judges a refill without storing it', async () => {
    const { status, body } = await http.post<ReconciliationView>('/v1/pumps/REC-1/refills?dryRun=true', refill);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expectedNl: 17_800_000, discrepancyNl: 0, limitNl: 2_000_000, withinLimit: true });
    expect(await http.all('/v1/pumps/REC-1/events')).toHaveLength(reported);
  });

  it('gives a refill its place behind the pump’s last event, and the same again for the same key', async () => {
    const key = { 'idempotency-key': 'K-1' };
    const first = await http.post<WireEvent>('/v1/pumps/REC-1/refills', refill, key);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      id: `REC-1:1:${reported}+1`,
      source: '/clinics/C-1',
      subject: 'REC-1',
      type: 'reservoir.refilled.v1',
      boot: 1,
      seq: reported,
      entry: 1,
      data: refill,
    });
    const again = await other.post<WireEvent>('/v1/pumps/REC-1/refills', refill, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const changed = await http.post<ProblemBody>('/v1/pumps/REC-1/refills', { ...refill, filledNl: 18_000_000 }, key);
    expect([changed.status, changed.body.code]).toEqual([409, 'idempotency-conflict']);
    const { reservoir, completeness } = await version(reported + 1);
    expect(reservoir).toMatchObject({ filledNl: 19_000_000, lastReconciliation: { discrepancyNl: 0, complete: true } });
    expect(completeness).toMatchObject({ missing: 0, completeThrough: { seq: reported } });
  });

  it('asks back before a second refill within 12 hours', async () => {
    const second = { ...refill, aspiratedNl: 18_900_000 };
    const refused = await other.post<ProblemBody>('/v1/pumps/REC-1/refills', second);
    expect([refused.status, refused.body.code]).toEqual([409, 'refill-already-recorded']);
    const confirmed = await other.post<WireEvent>('/v1/pumps/REC-1/refills?confirm=true', second);
    expect([confirmed.status, confirmed.body.entry]).toEqual([201, 2]);
    await version(reported + 2);
  });

  it('takes a record back: what it said no longer counts', async () => {
    const entryOf = { boot: 1, seq: reported, entry: 2 };
    const { status } = await http.post('/v1/pumps/REC-1/voids', { entryOf, reason: 'recorded twice' });
    expect(status).toBe(201);
    const { reservoir } = await version(reported + 3);
    expect(reservoir.lastReconciliation).toMatchObject({ aspiratedNl: 17_800_000 });
    expect(await http.all('/v1/pumps/REC-1/reconciliations')).toHaveLength(1);
  });

  it('never gives one entry to two of forty that come at once, and loses none', async () => {
    const symptoms = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? http : other).post<WireEvent>('/v1/pumps/REC-1/symptoms', {
          kind: 'underdose',
          severity: index % 11,
        }),
      ),
    );
    expect(symptoms.map(({ status }) => status)).toEqual(symptoms.map(() => 201));
    const entries = symptoms.map(({ body }) => body.entry).sort((a, b) => Number(a) - Number(b));
    expect(entries).toEqual(Array.from({ length: 40 }, (_, index) => index + 4));
    await version(reported + 43);
    const archived = await http.all<ArchivedEvent>('/v1/pumps/REC-1/events?type=symptom.reported.v1');
    const withoutReceipt = archived.map(({ receivedAt: _, ...event }) => event);
    expect(withoutReceipt).toEqual(expect.arrayContaining(symptoms.map(({ body }) => body)));
    expect(await http.all('/v1/dead-letters')).toEqual([]);
  });

  it('names every fault of a bad body, and an unknown pump', async () => {
    const bad = { aspiratedNl: -1, filledNl: 'full', drugs: [{ code: 'water' }], time: 'yesterday' };
    const { status, headers, body } = await http.post<ProblemBody>('/v1/pumps/REC-1/refills', bad);
    expect([status, headers.get('content-type'), body.code]).toEqual([
      422,
      expect.stringContaining('application/problem+json'),
      'invalid-body',
    ]);
    const pointers = body.errors?.map(({ pointer }) => pointer) ?? [];
    expect(pointers).toEqual(expect.arrayContaining(['/aspiratedNl', '/filledNl', '/drugs/0/code', '/time']));
    const unknown = await http.post<ProblemBody>('/v1/pumps/NOBODY/symptoms', { kind: 'none', severity: 0 });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'pump-not-found']);
  });

  it('tells what was so at a time, and what was known at a time', async () => {
    const story = new PumpScript('REC-2', now - 30 * hourMs);
    story.register();
    story.refill(0, 18_000_000);
    const reports = Array.from({ length: 10 }, () => story.report(10_000));
    const late = reports[4]!;
    const receipt = (event: WireEvent): number => Date.parse(event.time) + 60_000;
    await stage.send(
      story.events.filter(event => event !== late).map(event => ({ event, receivedAt: receipt(event) })),
    );
    await stage.send([{ event: late, receivedAt: now - hourMs }]);
    const last = reports.at(-1)!;
    const level = async (query: string): Promise<unknown> => {
      const view = await http.getWhen<PumpView>(`/v1/pumps/REC-2${query}`, () => true);
      return [view.version, view.reservoir.computedLevelNl, view.completeness.missing];
    };
    await http.getWhen<PumpView>('/v1/pumps/REC-2', view => view.version === 12);
    expect(await level('')).toEqual([12, 17_900_000, 0]);
    expect(await level(`?asOf=${reports[5]!.time}`)).toEqual([8, 17_940_000, 0]);
    expect(await level(`?knownAt=${new Date(receipt(last)).toISOString()}`)).toEqual([11, 17_910_000, 1]);
    expect(await level(`?asOf=${reports[5]!.time}&knownAt=${new Date(receipt(last)).toISOString()}`)).toEqual([
      7, 17_950_000, 1,
    ]);
    const before = await http.send<ProblemBody>('GET', '/v1/pumps/REC-2?asOf=2020-01-01T00:00:00Z');
    expect([before.status, before.body.code]).toEqual([404, 'pump-not-found']);
  });
});
