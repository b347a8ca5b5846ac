import type { MaintenanceView } from '@cisterna/contract';
import type { Principal, Role } from '../access/principal.ts';
import { history, hourMs, march } from '../testing/events.fixture.ts';
import { problemOf, type HttpAnswer, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';
import { RolesApi } from '../testing/roles.fixture.ts';

const path = '/v1/maintenance';
const now = march + 30 * hourMs;
const at = (hours: number): string => new Date(now + hours * hourMs).toISOString().replace('.000Z', 'Z');
const draft = { clinicId: 'C-1', endsAt: at(2), reason: 'firmware' };
const named = { ...draft, by: 'technician' };
const viewOf = ({ body }: HttpAnswer): MaintenanceView => body as unknown as MaintenanceView;
const holder = (name: string, role: Role, clinicIds = ['C-1']): Principal => ({ name, role, clinicIds, pumpIds: null });

describe('maintenance', () => {
  let run: ProjectedApi;
  let http: HttpClient;
  let roles: RolesApi;

  beforeAll(async () => {
    run = await ProjectedApi.start(now);
    ({ http } = run);
    for (const [pumpId, clinicId] of [
      ['P-1', 'C-1'],
      ['P-2', 'C-2'],
    ] as const)
      await run.posted(history(pumpId, 1, clinicId));
    roles = await RolesApi.open(run.service, [
      holder('viewer', 'viewer'),
      holder('clinician', 'clinician'),
      holder('technician', 'technician'),
      holder('device', 'device'),
      holder('other', 'clinician', ['C-2']),
    ]);
  });
  afterAll(async () => {
    await roles.close();
    await run.stop();
  });

  const listed = async (client: HttpClient, query = ''): Promise<string[]> =>
    itemsOf(await client.get(`${path}${query}`)).map(({ id }) => id);

  it('is made of a clinic from now on, listed, and ended early', async () => {
    const made = await http.post(path, named);
    const view = viewOf(made);
    expect(made.status).toBe(201);
    expect(view).toMatchObject({ ...named, pumpId: null, startsAt: at(0), state: 'in-force', endedBy: null });
    expect(itemsOf(await http.get(path))).toContainEqual(view);
    expect((await http.send('DELETE', `${path}/${view.id}`)).status).toBe(204);
    expect(await listed(http)).not.toContain(view.id);
    const [over] = itemsOf<MaintenanceView>(await http.get(`${path}?state=all&clinicId=C-1`));
    expect(over).toMatchObject({ id: view.id, state: 'over', endsAt: at(0), endedBy: 'open' });
    expect((await http.send('DELETE', `${path}/${view.id}`)).status).toBe(204);
  });

  it('is made of one pump, scheduled too, and found by it', async () => {
    const scheduled = { ...named, pumpId: 'P-1', startsAt: at(24), endsAt: at(48) };
    const view = viewOf(await http.post(path, scheduled));
    expect(view).toMatchObject({ ...scheduled, state: 'scheduled' });
    expect(await listed(http, '?pumpId=P-1')).toContain(view.id);
    expect(await listed(http, '?pumpId=P-2')).not.toContain(view.id);
    await http.send('DELETE', `${path}/${view.id}`);
  });

  it.each<[string, object, string[]]>([
    ['nothing at all', {}, ['/by', '/clinicId', '/endsAt', '/reason']],
    ['an end in the past', { ...named, startsAt: at(-3), endsAt: at(-1) }, ['/endsAt']],
    ['an end before its start', { ...named, startsAt: at(3), endsAt: at(2) }, ['/endsAt']],
    ['over 24 hours', { ...named, endsAt: at(24.001) }, ['/endsAt']],
    ['a member that nobody knows', { ...named, pump: 'P-1' }, ['/pump']],
    ['an empty reason', { ...named, reason: ' ' }, ['/reason']],
  ])('is refused with every fault named: %s', async (_, body, pointers) => {
    expect(problemOf(await http.post(path, body))).toEqual({ status: 422, code: 'invalid-body', pointers });
  });

  it.each([
    ['viewer', 403],
    ['device', 403],
    ['clinician', 201],
    ['technician', 201],
    ['the-administrators-key', 201],
  ])('is for %s: %d, under the name that the key says', async (name, status) => {
    const answer = await roles.as(name).post(path, draft);
    expect(answer.status).toBe(status);
    if (status === 201) expect(viewOf(answer).by).toBe(name === 'the-administrators-key' ? 'admin' : name);
  });

  it('is neither made, seen nor ended outside of one’s clinics', async () => {
    const { id } = viewOf(await roles.as('technician').post(path, draft));
    const other = roles.as('other');
    expect(await listed(other, '?state=all')).toEqual([]);
    expect(problemOf(await other.send('DELETE', `${path}/${id}`))).toMatchObject({ status: 404, code: 'not-found' });
    expect(problemOf(await other.post(path, draft))).toMatchObject({ status: 404, code: 'not-found' });
    expect(problemOf(await other.post(path, { ...draft, clinicId: 'C-2', pumpId: 'P-1' }))).toMatchObject({
      status: 404,
      code: 'pump-not-found',
    });
    expect(await listed(roles.as('viewer'))).toContain(id);
    expect((await roles.as('viewer').send('DELETE', `${path}/${id}`)).status).toBe(403);
    expect((await roles.as('technician').post(path, { ...draft, by: 'somebody' })).status).toBe(422);
  });
});
