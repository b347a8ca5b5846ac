import type { Api } from '../api.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { itemsOf } from '../testing/projected-api.fixture.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';

const adminKey = 'correct-horse-battery-staple';

describe('the keys', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;
  let admin: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(Date.UTC(2026, 2, 1));
    ({ api, http } = await service.open({ access: { kind: 'keys', adminKey } }));
    admin = http.withKey(adminKey);
  });

  afterAll(async () => {
    await api.close();
    await service.stop();
  });

  const make = async (body: object): Promise<{ id: string; key: string }> =>
    (await admin.post('/v1/keys', body)).body as { id: string; key: string };

  it('are made for a role and its clinics, shown once, and let their holder in until they are removed', async () => {
    const answer = await admin.post('/v1/keys', { name: 'ward 3', role: 'viewer', clinicIds: ['north'] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'ward 3',
      role: 'viewer',
      clinicIds: ['north'],
      pumpIds: null,
      createdAt: '2026-03-01T00:00:00Z',
    });
    const { id, key } = answer.body as { id: string; key: string };
    const [listed] = itemsOf(await admin.get('/v1/keys'));
    expect(listed).toEqual({
      id,
      name: 'ward 3',
      role: 'viewer',
      clinicIds: ['north'],
      pumpIds: null,
      createdAt: '2026-03-01T00:00:00Z',
    });
    expect((await http.withKey(key).get('/v1/pumps')).status).toBe(200);
    expect(problemOf(await http.withKey(key).get('/v1/keys'))).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await admin.send('DELETE', `/v1/keys/${id}`)).status).toBe(204);
    expect(problemOf(await http.withKey(key).get('/v1/pumps'))).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(problemOf(await admin.send('DELETE', `/v1/keys/${id}`))).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('of another administrator make keys too', async () => {
    const { key } = await make({ name: 'second', role: 'admin' });
    expect((await http.withKey(key).post('/v1/keys', { name: 'third', role: 'admin' })).status).toBe(201);
  });

  it('are kept as hashes: no row holds one', async () => {
    const { key } = await make({ name: 'secret', role: 'admin' });
    const rows = await service.model.dataSource.query<object[]>('select * from api_key');
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('are refused with every fault named', async () => {
    const answer = await admin.post('/v1/keys', { name: '', role: 'clinician', pumpIds: ['P-1'] });
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'invalid-body' });
    expect(problemOf(answer).pointers).toEqual(expect.arrayContaining(['/name', '/clinicIds', '/pumpIds']));
  });
});
