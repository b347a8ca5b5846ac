import type { SubscriptionView } from '@cisterna/contract';
import type { Principal, Role } from '../access/principal.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { problemOf, type HttpAnswer } from '../testing/http-client.fixture.ts';
import { itemsOf } from '../testing/projected-api.fixture.ts';
import { RolesApi } from '../testing/roles.fixture.ts';

const path = '/v1/subscriptions';
const draft = { name: 'Ward 3', channel: 'webhook', target: 'http://127.0.0.1:9/hook' };
const viewOf = ({ body }: HttpAnswer): SubscriptionView => body as unknown as SubscriptionView;
const holder = (name: string, role: Role, clinicIds = ['C-1']): Principal => ({ name, role, clinicIds, pumpIds: null });

describe('subscriptions of a clinic', () => {
  let service: TestApi;
  let roles: RolesApi;

  beforeAll(async () => {
    service = await TestApi.start(Date.UTC(2026, 2, 1));
    roles = await RolesApi.open(service, [
      holder('clinician', 'clinician'),
      holder('other', 'clinician', ['C-2']),
      holder('viewer', 'viewer'),
      holder('technician', 'technician'),
    ]);
  });
  afterAll(async () => {
    await roles.close();
    await service.stop();
  });

  const own = async (): Promise<SubscriptionView> => viewOf(await roles.as('clinician').post(path, draft));

  it('are bound to the clinics of who makes them, and are seen by no other', async () => {
    const { id, clinicIds } = await own();
    expect(clinicIds).toEqual(['C-1']);
    const other = roles.as('other');
    expect(itemsOf(await other.get(path))).toEqual([]);
    for (const [method, call] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/deliveries'],
    ] as const)
      expect(problemOf(await other.send(method, `${path}/${id}${call}`))).toMatchObject({
        status: 404,
        code: 'subscription-not-found',
      });
    expect(itemsOf(await roles.as('clinician').get(path)).map(one => one.id)).toContain(id);
  });

  it('reach no other clinic and no pump of one', async () => {
    const clinician = roles.as('clinician');
    expect(problemOf(await clinician.post(path, { ...draft, clinicIds: ['C-1', 'C-2'] }))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect(problemOf(await clinician.post(path, { ...draft, pumpIds: ['P-9'] }))).toMatchObject({
      status: 404,
      code: 'pump-not-found',
    });
    const everywhere = viewOf(await roles.as('the-administrators-key').post(path, draft));
    expect(everywhere.clinicIds).toBeNull();
    expect((await clinician.get(`${path}/${everywhere.id}`)).status).toBe(404);
  });

  it.each(['viewer', 'technician'])('are not for a %s', async name => {
    expect((await roles.as(name).get(path)).status).toBe(403);
    expect((await roles.as(name).post(path, draft)).status).toBe(403);
  });
});
