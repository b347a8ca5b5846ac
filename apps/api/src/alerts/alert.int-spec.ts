import { alarmRaised, history, hourMs, march, reported } from '../testing/events.fixture.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';

const now = march + 10 * hourMs;
const at = (hour: number): string => new Date(march + hour * hourMs).toISOString().replace('.000Z', 'Z');

describe('alerts and fleet', () => {
  let run: ProjectedApi;
  let http: HttpClient;

  beforeAll(async () => {
    run = await ProjectedApi.start(now);
    ({ http } = run);
    await run.posted([...history('P-2', 2, 'C-2'), alarmRaised('P-2', 5, march + 3 * hourMs, 'motor-stall')]);
    await run.posted([reported('P-0', 1, march)]);
  });

  afterAll(() => run.stop());

  it('lists open alerts by default, and finds one by its id', async () => {
    const alerts = itemsOf(await http.get('/v1/alerts?pumpId=P-2'));
    const [alert] = alerts;
    expect(alerts).toMatchObject([
      { pumpId: 'P-2', kind: 'motor-stall', condition: 'active', history: [{ change: 'raised' }] },
    ]);
    expect((await http.get(`/v1/alerts/${encodeURIComponent(alert?.id ?? '')}`)).body).toEqual(alert);
    expect(problemOf(await http.get('/v1/alerts/none'))).toMatchObject({ status: 404, code: 'alert-not-found' });
    expect((await http.get('/v1/pumps/P-2')).body['alerts']).toEqual({
      open: 1,
      unacknowledged: 1,
      highestPriority: 'high',
    });
    expect(itemsOf(await http.get('/v1/alerts?priority=low,medium&state=all'))).toEqual([]);
  });

  it('counts the alerts that were open at the time asked for', async () => {
    expect((await http.get(`/v1/pumps/P-2?asOf=${at(2)}`)).body['alerts']).toMatchObject({ open: 0 });
    expect((await http.get(`/v1/pumps/P-2?asOf=${at(3)}`)).body['alerts']).toMatchObject({ open: 1 });
  });

  it('counts the fleet', async () => {
    const { body } = await http.get('/v1/fleet');
    expect(body).toMatchObject({
      pumps: 2,
      deliveryState: { 'not-delivering': 1 },
      openAlerts: { high: 1, medium: 0, low: 0 },
      lag: { events: 0, seconds: 0 },
    });
  });
});
