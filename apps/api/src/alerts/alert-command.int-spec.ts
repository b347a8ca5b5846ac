import type { AlertView } from '@cisterna/contract';
import type { Principal, Role } from '../access/principal.ts';
import { alarmRaised, eventOf, history, hourMs, march } from '../testing/events.fixture.ts';
import { problemOf, type HttpAnswer, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';
import { RolesApi } from '../testing/roles.fixture.ts';
import { SseClient } from '../testing/sse-client.fixture.ts';

const now = march + 30 * hourMs;
const at = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
const nurse = { by: 'nurse', note: 'on my way' };
const shelf = { by: 'nurse', until: at(now + hourMs), reason: 'in theatre' };
const holder = (role: Role, clinicIds = ['C-1']): Principal => ({ name: role, role, clinicIds, pumpIds: null });

describe('acting on alerts', () => {
  let run: ProjectedApi;
  let http: HttpClient;
  let roles: RolesApi;

  beforeAll(async () => {
    run = await ProjectedApi.start(now);
    ({ http } = run);
    roles = await RolesApi.open(run.service, [holder('viewer'), holder('clinician'), holder('technician'), holder('device')]);
  });

  afterAll(async () => {
    await roles.close();
    await run.stop();
  });

  /** A pump with one alert; gives the alert's path. */
  const alertOf = async (pumpId: string, latched = false, clinicId = 'C-1'): Promise<string> => {
    const place = march + 2 * hourMs;
    const over = eventOf('alarm.cleared.v1', { pumpId, seq: 5, at: place }, { alarm: 'memory-error' });
    const cause = latched
      ? [alarmRaised(pumpId, 4, place, 'memory-error'), over]
      : [alarmRaised(pumpId, 4, place, 'motor-stall')];
    await run.posted([...history(pumpId, 1, clinicId), ...cause]);
    const [alert] = itemsOf(await http.get(`/v1/alerts?pumpId=${pumpId}`));
    return `/v1/alerts/${encodeURIComponent(alert?.id ?? '')}`;
  };
  const viewOf = ({ body }: HttpAnswer): AlertView => body as unknown as AlertView;
  const countsOf = async (pumpId: string): Promise<unknown> => (await http.get(`/v1/pumps/${pumpId}`)).body['alerts'];

  it('acknowledges once, whoever asks again', async () => {
    const path = await alertOf('A-1');
    const first = await http.post(`${path}/acknowledge`, nurse);
    expect({ status: first.status, tag: first.headers.get('etag') }).toEqual({ status: 200, tag: '"2"' });
    expect(viewOf(first)).toMatchObject({ version: 2, condition: 'active', acknowledged: { at: at(now), by: 'nurse' } });
    expect(viewOf(first).history.at(-1)).toEqual({ version: 2, change: 'acknowledged', at: at(now), by: 'nurse', note: 'on my way' });
    expect((await http.post(`${path}/acknowledge`, { by: 'doctor' })).body).toEqual(first.body);
    const read = await http.get(path);
    expect([read.body, read.headers.get('etag')]).toEqual([first.body, '"2"']);
    expect(await countsOf('A-1')).toEqual({ open: 1, unacknowledged: 0, highestPriority: 'high' });
  });

  it('shelves, replaces the shelf, and takes it off again', async () => {
    const path = await alertOf('A-2');
    const shelved = viewOf(await http.post(`${path}/shelve`, shelf));
    expect(shelved).toMatchObject({ version: 2, shelved: shelf, suppressedBy: [{ reason: 'shelved' }] });
    const longer = viewOf(await http.post(`${path}/shelve`, { ...shelf, until: at(now + 24 * hourMs) }));
    expect([longer.version, longer.shelved?.until]).toEqual([3, at(now + 24 * hourMs)]);
    const back = viewOf(await http.post(`${path}/unshelve`, {}));
    expect(back).toMatchObject({ version: 4, shelved: null, suppressedBy: [] });
    expect(viewOf(await http.post(`${path}/unshelve`, { by: 'nurse' })).version).toBe(4);
  });

  it('judges the end of a shelf by the service’s clock', async () => {
    const path = await alertOf('A-3');
    for (const until of [now, now - 1, now + 24 * hourMs + 1])
      expect(problemOf(await http.post(`${path}/shelve`, { ...shelf, until: at(until) }))).toEqual({
        status: 422,
        code: 'invalid-body',
        pointers: ['/until'],
      });
  });

  it('resets what is latched, and only that', async () => {
    const latched = await alertOf('A-4', true);
    const reset = viewOf(await http.post(`${latched}/reset`, nurse));
    expect(reset).toMatchObject({ condition: 'inactive', clearedAt: at(now), acknowledged: { by: 'nurse' } });
    expect(viewOf(await http.post(`${latched}/reset`, nurse)).version).toBe(reset.version);
    expect(itemsOf(await http.get('/v1/alerts?pumpId=A-4'))).toEqual([]);
    expect(itemsOf(await http.get('/v1/alerts?pumpId=A-4&state=all'))).toHaveLength(1);
    expect(problemOf(await http.post(`${await alertOf('A-5')}/reset`, nurse))).toEqual({
      status: 409,
      code: 'condition-still-active',
      pointers: [],
    });
  });

  it('refuses another version only to who named one', async () => {
    const path = await alertOf('A-6');
    const stale = await http.post(`${path}/acknowledge`, nurse, { 'if-match': '"7"' });
    expect(problemOf(stale)).toEqual({ status: 409, code: 'version-conflict', pointers: [] });
    expect((await http.post(`${path}/acknowledge`, nurse, { 'if-match': '"1"' })).status).toBe(200);
    expect((await http.post(`${path}/shelve`, shelf)).status).toBe(200);
    expect(problemOf(await http.post(`${path}/unshelve`, {}, { 'if-match': '7' }))).toEqual({
      status: 400,
      code: 'invalid-parameter',
      pointers: ['/header/if-match'],
    });
  });

  it.each([
    ['acknowledge', {}, ['/by']],
    ['acknowledge', { by: '', note: 7 }, ['/by', '/note']],
    ['shelve', {}, ['/by', '/until', '/reason']],
    ['shelve', { by: 'nurse', until: 'soon', reason: ' ' }, ['/until', '/reason']],
    ['unshelve', { by: 'x'.repeat(201) }, ['/by']],
    ['reset', { by: null }, ['/by', '/note']],
    ['reset', { by: 'a\u0000', note: 'n' }, ['/by']],
    ['reset', [], ['']],
  ])('names every fault of %s %j', async (call, body, pointers) => {
    const path = await alertOf(`B-${call}-${JSON.stringify(body).length}`);
    expect(problemOf(await http.post(`${path}/${call}`, body))).toEqual({ status: 422, code: 'invalid-body', pointers });
  });

  it('finds no alert that is not there', async () => {
    for (const call of ['acknowledge', 'shelve', 'unshelve', 'reset'])
      expect(problemOf(await http.post(`/v1/alerts/none/${call}`, { ...nurse, ...shelf }))).toMatchObject({
        status: 404,
        code: 'alert-not-found',
      });
  });

  it('is for clinicians and technicians, under the name of their key', async () => {
    const path = await alertOf('C-1');
    for (const role of ['viewer', 'device']) expect((await roles.as(role).post(`${path}/acknowledge`, {})).status).toBe(403);
    expect(problemOf(await roles.as('clinician').post(`${path}/acknowledge`, nurse))).toEqual({
      status: 422,
      code: 'invalid-body',
      pointers: ['/by'],
    });
    expect(viewOf(await roles.as('technician').post(`${path}/acknowledge`, {})).acknowledged?.by).toBe('technician');
    const named = await roles.as('clinician').post(`${path}/shelve`, { ...shelf, by: 'clinician' });
    expect(viewOf(named).shelved?.by).toBe('clinician');
  });

  it('does not exist for who may not see the pump', async () => {
    const path = await alertOf('C-2', false, 'C-9');
    expect(problemOf(await roles.as('clinician').post(`${path}/acknowledge`, {}))).toMatchObject({
      status: 404,
      code: 'alert-not-found',
    });
  });

  it('is told live: the alert, and the pump whose counts have changed', async () => {
    const path = await alertOf('D-1');
    const client = await SseClient.open(`${http.url}/v1/stream?pumpId=D-1`);
    await client.of('snapshot', 1);
    await http.post(`${path}/acknowledge`, nurse);
    const alert = await client.find(({ event }) => event === 'alert');
    expect(alert.data).toMatchObject({ version: 2, acknowledged: { by: 'nurse' } });
    const pump = await client.find(({ event }) => event === 'pump');
    expect(pump.data).toMatchObject({ id: 'D-1', alerts: { open: 1, unacknowledged: 0 } });
    client.close();
  });

  it('takes the pump’s time for now under the stream clock', async () => {
    const path = await alertOf('E-1');
    const { api, http: stream } = await run.service.open({ clock: 'stream' });
    const seen = viewOf(await stream.post(`${path}/acknowledge`, nurse));
    await api.close();
    expect(seen.acknowledged?.at).toBe(at(now));
  });
});
