import type { AlertRulesView } from '@cisterna/contract';
import type { Principal, Role } from '../access/principal.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { problemOf, type HttpAnswer, type HttpClient } from '../testing/http-client.fixture.ts';
import { RolesApi } from '../testing/roles.fixture.ts';

const pathOf = (clinicId: string): string => `/v1/clinics/${clinicId}/alert-rules`;
const viewOf = ({ body }: HttpAnswer): AlertRulesView => body as unknown as AlertRulesView;
const holder = (name: string, role: Role, clinicIds = ['C-1']): Principal => ({ name, role, clinicIds, pumpIds: null });
const quieter = { rules: { 'data-gap': { priority: 'medium' } }, thresholds: { silentAfterIntervals: 3 } };

const put = (client: HttpClient, clinicId: string, body: unknown, version?: string): Promise<HttpAnswer> =>
  client.send('PUT', pathOf(clinicId), {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(version === undefined ? {} : { 'if-match': version }) },
  });

describe('the rules of a clinic', () => {
  let service: TestApi;
  let roles: RolesApi;
  let clinician: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(Date.UTC(2026, 2, 1));
    roles = await RolesApi.open(service, [
      holder('clinician', 'clinician', ['C-1', 'C-2', 'C-3']),
      holder('technician', 'technician'),
      holder('viewer', 'viewer'),
      holder('device', 'device'),
      holder('other', 'clinician', ['C-9']),
    ]);
    clinician = roles.as('clinician');
  });
  afterAll(async () => {
    await roles.close();
    await service.stop();
  });

  it('are at first the whole table with its reasons, and nothing set', async () => {
    const answer = await clinician.get(pathOf('C-2'));
    const { table, thresholdTable, ...set } = viewOf(answer);
    expect(answer.headers.get('etag')).toBe('"0"');
    expect(set).toEqual({ clinicId: 'C-2', version: 0, updatedAt: null, updatedBy: null, rules: {}, thresholds: {} });
    expect(table).toHaveLength(18);
    expect(
      table.filter(({ reason, priority, defaultPriority }) => reason.length < 10 || priority !== defaultPriority),
    ).toEqual([]);
    expect(thresholdTable.map(({ name, value }) => [name, value])).toEqual([
      ['silentAfterIntervals', 2],
      ['silentAfterSeconds', 60],
      ['mriSuppressionSeconds', 14_400],
      ['nothingDeliveredSeconds', 21_600],
    ]);
  });

  it('are put as a whole, shown with what they change, and put back by nothing', async () => {
    const answer = await put(clinician, 'C-1', quieter);
    const view = viewOf(answer);
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"']);
    expect(view).toMatchObject({ ...quieter, version: 1, updatedAt: '2026-03-01T00:00:00Z', updatedBy: 'clinician' });
    expect(view.table.find(({ kind }) => kind === 'data-gap')).toMatchObject({
      priority: 'medium',
      defaultPriority: 'low',
    });
    expect(view.thresholdTable[0]).toMatchObject({ value: 3, defaultValue: 2, minimum: 1, maximum: 48 });
    expect((await clinician.get(pathOf('C-1'))).body).toEqual(answer.body);
    expect(viewOf(await put(clinician, 'C-1', {}))).toMatchObject({ version: 2, rules: {}, thresholds: {} });
  });

  it('are put only over the version that was seen, where one is named', async () => {
    expect(viewOf(await put(clinician, 'C-3', quieter, '"0"')).version).toBe(1);
    expect(problemOf(await put(clinician, 'C-3', {}, '"0"'))).toMatchObject({ status: 409, code: 'version-conflict' });
    expect(viewOf(await put(clinician, 'C-3', {}, '"1"')).version).toBe(2);
    expect(problemOf(await put(clinician, 'C-3', {}, 'x'))).toMatchObject({ status: 400, code: 'invalid-parameter' });
  });

  it('are refused with every fault named', async () => {
    const body = { rules: { 'data-gap': { priority: 'urgent' } }, thresholds: { silentAfterIntervals: 0, x: 1 }, y: 1 };
    expect(problemOf(await put(clinician, 'C-1', body))).toEqual({
      status: 422,
      code: 'invalid-body',
      pointers: ['/rules/data-gap/priority', '/thresholds/silentAfterIntervals', '/y', '/thresholds/x'],
    });
  });

  it.each([
    ['viewer', 200, 403],
    ['technician', 200, 403],
    ['device', 403, 403],
    ['clinician', 200, 200],
    ['the-administrators-key', 200, 200],
  ])('are read by %s: %d, and set: %d', async (name, read, set) => {
    const client = roles.as(name);
    expect([(await client.get(pathOf('C-1'))).status, (await put(client, 'C-1', {})).status]).toEqual([read, set]);
  });

  it('of another clinic are not there', async () => {
    const other = roles.as('other');
    for (const answer of [
      await other.get(pathOf('C-1')),
      await put(other, 'C-1', {}),
      await clinician.get(pathOf('a%20b')),
    ])
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not-found' });
  });
});
