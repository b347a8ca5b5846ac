import type { Api } from '../api.ts';
import { routes } from '../api.routes.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';

const adminKey = 'correct-horse-battery-staple';
const concrete = (path: string): string => path.replaceAll(/\{\w+\}/g, 'x');

describe('access by keys', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(Date.UTC(2026, 2, 1));
    ({ api, http } = await service.open({ access: { kind: 'keys', adminKey } }));
  });

  afterAll(async () => {
    await api.close();
    await service.stop();
  });

  it.each(routes.filter(({ access }) => access !== 'public').map(({ method, path }) => [method, path]))(
    'asks for a key at %s %s',
    async (method, path) => {
      for (const client of [http, http.withKey('wrong'), http.withKey(`${adminKey}x`)]) {
        const answer = await client.send(method, concrete(path));
        expect(problemOf(answer)).toEqual({ status: 401, code: 'unauthenticated', pointers: [] });
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    },
  );

  it.each(routes.filter(({ access }) => access === 'public').map(({ path }) => [path]))(
    'needs none at %s',
    async path => {
      expect([200, 503]).toContain((await http.get(path)).status);
    },
  );

  it('lets the administrator in', async () => {
    expect((await http.withKey(adminKey).get('/v1/fleet')).status).toBe(200);
    expect(problemOf(await http.withKey(adminKey).get('/v1/pumps/x'))).toMatchObject({ status: 404 });
  });
});
