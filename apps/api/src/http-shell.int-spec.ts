import type { Api } from './api.ts';
import { TestApi } from './testing/api.fixture.ts';
import { problemOf, type HttpClient } from './testing/http-client.fixture.ts';

describe('HTTP shell', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(Date.parse('2026-03-01T12:00:00Z'));
    ({ api, http } = await service.open());
  });

  afterAll(async () => {
    await api.close();
    await service.stop();
  });

  it('answers an unknown path with not-found', async () => {
    const answer = await http.get('/v1/nowhere');
    expect(problemOf(answer)).toEqual({ status: 404, code: 'not-found', pointers: [] });
    expect(answer.type).toBe('application/problem+json');
  });
});
