import { alarmRaised, history, hourMs, march, recordOf, registered, reported } from '../testing/events.fixture.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';
import { RolesApi } from '../testing/roles.fixture.ts';
import { SseClient } from '../testing/sse-client.fixture.ts';
import type { Principal, Role } from './principal.ts';

const holder = (role: Role, pumpIds: readonly string[] | null = null): Principal => ({
  name: role,
  role,
  clinicIds: ['C-1'],
  pumpIds,
});
const holders = [holder('viewer'), holder('clinician'), holder('technician'), holder('device', ['P-1', 'P-8'])];
const symptom = { kind: 'none', severity: 0 };

describe('a key that is bound to a clinic', () => {
  let run: ProjectedApi;
  let roles: RolesApi;
  let viewer: HttpClient;
  let foreignAlert: string;

  beforeAll(async () => {
    run = await ProjectedApi.start(march + 30 * hourMs);
    for (const [pumpId, clinicId] of [
      ['P-1', 'C-1'],
      ['P-2', 'C-2'],
    ] as const)
      await run.posted([...history(pumpId, 1, clinicId), alarmRaised(pumpId, 4, march + 2 * hourMs, 'motor-stall')]);
    await run.posted([reported('P-0', 1, march)]);
    foreignAlert = itemsOf(await run.http.get('/v1/alerts?pumpId=P-2'))[0]?.id ?? '';
    roles = await RolesApi.open(run.service, holders);
    viewer = roles.as('viewer');
  });

  afterAll(async () => {
    await roles.close();
    await run.stop();
  });

  it('lists only the pumps, alerts and counts of its clinic', async () => {
    expect(itemsOf(await viewer.get('/v1/pumps')).map(({ id }) => id)).toEqual(['P-1']);
    expect(itemsOf(await viewer.get('/v1/pumps?clinicId=C-2'))).toEqual([]);
    expect(itemsOf(await viewer.get('/v1/alerts')).map(({ pumpId }) => pumpId)).toEqual(['P-1']);
    expect((await viewer.get('/v1/fleet')).body).toMatchObject({ pumps: 1, openAlerts: { high: 1 } });
  });

  it.each(['', '/events', '/series?metric=deliveredNl', '/reconciliations', '?asOf=2026-03-01T01:00:00Z'])(
    'is told that another clinic’s pump, and one of no clinic, does not exist: %s',
    async path => {
      for (const pumpId of ['P-2', 'P-0'])
        expect(problemOf(await viewer.get(`/v1/pumps/${pumpId}${path}`))).toMatchObject({
          status: 404,
          code: 'pump-not-found',
        });
      expect((await viewer.get(`/v1/pumps/P-1${path}`)).status).toBe(200);
    },
  );

  it('is told that another clinic’s alert does not exist', async () => {
    expect(foreignAlert).not.toBe('');
    expect(problemOf(await viewer.get(`/v1/alerts/${encodeURIComponent(foreignAlert)}`))).toMatchObject({
      status: 404,
      code: 'alert-not-found',
    });
    const [own] = itemsOf(await viewer.get('/v1/alerts'));
    expect((await viewer.get(`/v1/alerts/${encodeURIComponent(own?.id ?? '')}`)).status).toBe(200);
  });

  it('follows only its own pumps live', async () => {
    const client = await SseClient.open(`${viewer.url}/v1/stream`, null, 'viewer');
    const [snapshot] = await client.of('snapshot', 1);
    expect((snapshot?.data['pumps'] as { id: string }[]).map(({ id }) => id)).toEqual(['P-1']);
    await run.posted([reported('P-2', 5, march + 3 * hourMs)]);
    await run.posted([reported('P-1', 5, march + 3 * hourMs)]);
    await client.find(({ event, data }) => event === 'pump' && data['id'] === 'P-1' && data['version'] === 5);
    expect(client.received.filter(({ data }) => data['id'] === 'P-2')).toEqual([]);
    client.close();
  });

  it.each([
    ['viewer', 403],
    ['device', 403],
    ['clinician', 201],
    ['technician', 201],
  ])('as %s is answered %d when it records something', async (role, status) => {
    expect((await roles.as(role).post('/v1/pumps/P-1/symptoms', symptom)).status).toBe(status);
  });

  it('records nothing about another clinic’s pump', async () => {
    expect(problemOf(await roles.as('clinician').post('/v1/pumps/P-2/symptoms', symptom))).toMatchObject({
      status: 404,
      code: 'pump-not-found',
    });
  });

  it('posts telemetry as a device, for its own pumps only, and nothing at all of a batch that holds another’s', async () => {
    const device = roles.as('device');
    expect((await device.postEvents(registered('P-8', 1, march, 'C-1'))).status).toBe(202);
    const batch = [reported('P-8', 2, march + hourMs), reported('P-2', 6, march + 4 * hourMs)];
    expect(problemOf(await device.postEvents(batch))).toEqual({ status: 403, code: 'forbidden', pointers: ['/1'] });
    await run.shown('P-8', 'P-8:1:1');
    expect(await run.archived('P-8')).toEqual(['P-8:1:1']);
    for (const path of ['/v1/pumps', '/v1/stream', '/v1/fleet']) expect((await device.get(path)).status).toBe(403);
  });

  it('posts people’s records as a clinician, not what a pump says', async () => {
    const record = recordOf(
      'symptom.reported.v1',
      { pumpId: 'P-1', seq: 4, entry: 40, at: march + 2 * hourMs },
      symptom,
    );
    expect((await roles.as('clinician').postEvents(record)).status).toBe(202);
    expect((await roles.as('clinician').postEvents(reported('P-1', 9, march + 9 * hourMs))).status).toBe(403);
  });

  it.each(['viewer', 'clinician', 'technician', 'device'])('does not show dead letters to a %s', async role => {
    expect(problemOf(await roles.as(role).get('/v1/dead-letters'))).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
