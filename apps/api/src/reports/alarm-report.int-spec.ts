import { faultsOf, formatTime, schemas, type AlarmReport } from '@cisterna/contract';
import { AlarmHistory, brief, clearedAt, raisedAt, seenAt, type Step } from '../testing/alarm-history.fixture.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';
import { RolesApi } from '../testing/roles.fixture.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 2, 1);
const now = start + 30 * day;

describe('the report on alarms', () => {
  let service: TestApi;
  let roles: RolesApi;
  let admin: HttpClient;
  let written: AlarmHistory;

  const report = async (query = '', http = admin): Promise<AlarmReport> =>
    (await http.get(`/v1/reports/alarms${query}`)).body as unknown as AlarmReport;
  const kindOf = ({ kinds }: AlarmReport, kind: string) => kinds.find(row => row.kind === kind);
  const ofClinic = (clinicId: string, more = ''): Promise<AlarmReport> => report(`?clinicId=${clinicId}${more}`);
  const at = (ms: number): string => formatTime(start + ms);

  beforeAll(async () => {
    service = await TestApi.start(now);
    written = new AlarmHistory(service.model, start);
    roles = await RolesApi.open(service, [
      { name: 'boss', role: 'admin', clinicIds: null, pumpIds: null },
      { name: 'viewer', role: 'viewer', clinicIds: ['C-1'], pumpIds: null },
      { name: 'device', role: 'device', clinicIds: ['C-1'], pumpIds: null },
    ]);
    admin = roles.as('boss');
  });

  afterAll(async () => {
    await roles.close();
    await service.stop();
  });

  it('says nothing where there are no pumps, and keeps every kind', async () => {
    const empty = await ofClinic('C-none');
    expect(empty).toMatchObject({
      pumps: 0,
      days: 30,
      totals: { raised: 0, perPumpDay: null, shareAcknowledged: null },
      floods: [],
    });
    expect(empty.kinds).toHaveLength(18);
    expect(empty.benchmarks.map(({ name, met }) => [name, met])).toEqual([
      ['average-rate', true],
      ['time-in-flood', null],
      ['stale-alarms', true],
      ['chattering-alarms', true],
    ]);
  });

  it('gives rate, share acknowledged and the median time to acknowledge of each kind', async () => {
    await written.pump('P-1', 'C-1');
    await written.pump('P-2', 'C-1');
    await written.pump('P-gone', 'C-1', true);
    const after = (minutes: number): Step[] => [raisedAt(day), seenAt(day + minutes * minute), clearedAt(2 * day)];
    await written.told({ id: 'a1', open: false, steps: after(10) });
    await written.told({ id: 'a2', pumpId: 'P-2', open: false, steps: after(30) });
    await written.told({ id: 'a3', pumpId: 'P-2', kind: 'data-gap', open: true, steps: [raisedAt(29.5 * day)] });
    const body = await ofClinic('C-1');
    expect(kindOf(body, 'pump-silent')).toEqual({
      kind: 'pump-silent',
      raised: 2,
      perPumpDay: 2 / 60,
      acknowledged: 2,
      shareAcknowledged: 1,
      medianSecondsToAcknowledge: 1200,
      chattering: { pumps: 0, alarms: 0 },
      stale: 0,
      standing: 0,
      suppressed: 0,
      withdrawn: 0,
    });
    expect(kindOf(body, 'data-gap')).toMatchObject({
      raised: 1,
      acknowledged: 0,
      medianSecondsToAcknowledge: null,
      standing: 1,
    });
    expect(faultsOf(schemas.AlarmReport, body)).toEqual([]);
    expect(body).toMatchObject({
      pumps: 2,
      totals: { raised: 3, acknowledged: 2, medianSecondsToAcknowledge: 1200, standing: 1 },
    });
  });

  it('counts apart what was suppressed or taken back, and what was notified later from then on', async () => {
    await written.pump('P-3', 'C-3');
    const own = { pumpId: 'P-3', clinicId: 'C-3', kind: 'motor-stall' };
    const hidden: Step = { change: 'raised', at: hour, suppressed: true };
    await written.told({ ...own, id: 's1', open: false, steps: [hidden, clearedAt(2 * hour)] });
    await written.told({
      ...own,
      id: 's2',
      open: false,
      steps: [hidden, { change: 'updated', at: 3 * hour }, seenAt(3 * hour + minute), clearedAt(4 * hour)],
    });
    await written.told({
      ...own,
      id: 'w1',
      open: false,
      steps: [raisedAt(5 * hour), { change: 'withdrawn', at: 6 * hour, over: true }],
    });
    await written.told({
      ...own,
      id: 'w2',
      open: true,
      steps: [raisedAt(9 * hour), { change: 'withdrawn', at: 10 * hour, over: true }, raisedAt(29.9 * day)],
    });
    const body = await ofClinic('C-3');
    expect(kindOf(body, 'motor-stall')).toMatchObject({
      raised: 2,
      suppressed: 1,
      withdrawn: 2,
      medianSecondsToAcknowledge: 60,
      standing: 1,
    });
    expect(kindOf(await ofClinic('C-3', `&to=${at(5.5 * hour)}`), 'motor-stall')).toMatchObject({
      raised: 2,
      withdrawn: 0,
      standing: 1,
    });
  });

  it('finds alarms that chatter: three of a kind at one pump within an hour', async () => {
    await written.pump('P-4', 'C-4');
    await written.pump('P-5', 'C-4');
    const own = { pumpId: 'P-4', clinicId: 'C-4' };
    for (const [index, minutes] of [0, 30, 60, 121, 150, 182].entries())
      await written.told(brief(`c${index}`, minutes * minute, own));
    for (const minutes of [0, 30])
      await written.told(brief(`d${minutes}`, minutes * minute, { pumpId: 'P-5', clinicId: 'C-4' }));
    const body = await ofClinic('C-4');
    expect(body.totals.chattering).toEqual({ pumps: 1, alarms: 3 });
    expect(body.benchmarks.find(({ name }) => name === 'chattering-alarms')).toMatchObject({ measured: 3, met: false });
  });

  it('tells stale and standing alarms as they were at the end of the period', async () => {
    await written.pump('P-6', 'C-6');
    const own = { pumpId: 'P-6', clinicId: 'C-6', kind: 'low-reservoir' };
    await written.told({ ...own, id: 't1', open: true, steps: [raisedAt(-5 * day)] });
    await written.told({ ...own, id: 't2', open: false, steps: [raisedAt(day), clearedAt(3 * day)] });
    await written.told({ ...own, id: 't3', open: false, steps: [raisedAt(-9 * day), clearedAt(-2 * day)] });
    const counted = async (to: string) => (await ofClinic('C-6', `&from=${at(0)}&to=${to}`)).totals;
    expect(await counted(at(30 * day))).toMatchObject({ raised: 1, stale: 2, standing: 1, standingOver24h: 1 });
    expect(await counted(at(1.5 * day))).toMatchObject({ raised: 1, stale: 1, standing: 2, standingOver24h: 1 });
    expect(await counted(at(day))).toMatchObject({ raised: 0, stale: 1, standing: 1 });
  });

  it('finds floods: over 10 alarms of a clinic in 10 minutes, joined where they share alarms', async () => {
    const seconds = (from: number, count: number): number[] =>
      Array.from({ length: count }, (_, index) => from + index * 60);
    const moments = [...seconds(0, 12), ...seconds(day / 1000, 10), ...seconds((2 * day) / 1000, 11)];
    for (const [index, second] of moments.entries()) {
      await written.pump(`F-${index}`, 'C-7');
      await written.told(brief(`f${index}`, second * 1000, { pumpId: `F-${index}`, clinicId: 'C-7' }));
    }
    const body = await ofClinic('C-7');
    expect(body.floods).toEqual([
      { clinicId: 'C-7', from: at(0), to: at(11 * minute), alarms: 12 },
      { clinicId: 'C-7', from: at(2 * day), to: at(2 * day + 10 * minute), alarms: 11 },
    ]);
    expect(body.totals).toMatchObject({ floods: 2, secondsInFlood: 21 * 60, alarmsInFlood: 23 });
    expect(body.benchmarks.find(({ name }) => name === 'time-in-flood')?.measured).toBeCloseTo(21 / (30 * 24 * 60), 12);
  });

  it('shows a caller his own clinics only, and devices nothing', async () => {
    const viewer = roles.as('viewer');
    expect(await report('', viewer)).toMatchObject({ clinicIds: ['C-1'], pumps: 2, totals: { raised: 3 } });
    expect(await report('?clinicId=C-7', viewer)).toMatchObject({ clinicIds: [], pumps: 0, totals: { raised: 0 } });
    expect((await report()).clinicIds).toBeNull();
    expect(problemOf(await roles.as('device').get('/v1/reports/alarms'))).toMatchObject({ status: 403 });
  });

  it.each([
    `?from=${formatTime(now)}`,
    `?from=${formatTime(now - 401 * day)}`,
    `?from=${formatTime(start)}&to=${formatTime(start)}`,
  ])('refuses a period without length, or of over 400 days: %s', async query => {
    expect(problemOf(await admin.get(`/v1/reports/alarms${query}`))).toEqual({
      status: 400,
      code: 'invalid-parameter',
      pointers: ['/query/from'],
    });
  });

  it('ends now where the end asked for lies ahead', async () => {
    expect(await report(`?to=${formatTime(now + day)}`)).toMatchObject({
      from: formatTime(start),
      to: formatTime(now),
      days: 30,
    });
  });
});
