import { history, hourMs, march } from '../testing/events.fixture.ts';
import { ProjectedApi } from '../testing/projected-api.fixture.ts';

describe('the generations of the read models', () => {
  let run: ProjectedApi;
  beforeAll(async () => {
    run = await ProjectedApi.start(march + 10 * hourMs);
    await run.posted(history('P-1', 8));
  });
  afterAll(() => run.stop());

  it('are listed, the live one first, one that is being built with what it lacks', async () => {
    const live = { name: 'live', pumps: 1, events: 10, behind: 0 };
    expect((await run.http.get('/v1/generations')).body).toEqual({ items: [live], nextCursor: null });
    const { dataSource } = run.service.model;
    await dataSource.query('create schema cisterna_next');
    await dataSource.query(
      'create table cisterna_next.pump (like pump); create table cisterna_next.partition (like partition)',
    );
    const next = { name: 'next', pumps: 0, events: 0, behind: 10 };
    expect((await run.http.get('/v1/generations')).body['items']).toEqual([live, next]);
  });
});
