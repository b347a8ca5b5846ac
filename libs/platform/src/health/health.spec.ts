import { Health, type CheckResult } from './health.ts';

const started = (): Health => {
  const health = new Health();
  health.started();
  return health;
};

describe('liveness', () => {
  it('is given in every phase: only a process that can not answer is dead', () => {
    const health = new Health();
    health.register('database', () => ({ ok: false }));
    expect(health.live()).toEqual({ status: 200, body: { status: 'live', phase: 'starting' } });
    health.started();
    health.stopping();
    expect(health.live()).toEqual({ status: 200, body: { status: 'live', phase: 'stopping' } });
  });
});

describe('readiness', () => {
  it('is given when the process has started and every dependency answers', async () => {
    const health = started();
    health.register('database', () => ({ ok: true }));
    health.register('log', () => Promise.resolve({ ok: true, detail: 'no partitions' }));
    expect(await health.ready()).toEqual({
      status: 200,
      body: {
        status: 'ready',
        phase: 'running',
        dependencies: { database: { ok: true }, log: { ok: true, detail: 'no partitions' } },
        lag: null,
      },
    });
  });

  it('is refused before the start is over and after the stop has begun', async () => {
    const health = new Health();
    expect((await health.ready()).status).toBe(503);
    health.started();
    expect((await health.ready()).status).toBe(200);
    health.stopping();
    health.started();
    expect((await health.ready()).status).toBe(503);
  });

  it('is refused when one dependency is not ok, throws or rejects, and says which', async () => {
    const health = started();
    health.register('log', () => ({ ok: true }));
    health.register('database', () => Promise.reject(new Error('connection refused')));
    health.register('group', () => {
      throw new Error('no assignment yet');
    });
    expect(await health.ready()).toMatchObject({
      status: 503,
      body: {
        status: 'not-ready',
        dependencies: {
          log: { ok: true },
          database: { ok: false, detail: 'connection refused' },
          group: { ok: false, detail: 'no assignment yet' },
        },
      },
    });
  });

  it('does not wait for a dependency that hangs', async () => {
    const health = started();
    health.register('broker', () => new Promise(() => undefined), 20);
    expect(await health.ready()).toMatchObject({
      status: 503,
      body: { dependencies: { broker: { ok: false, detail: 'no answer within 20 ms' } } },
    });
  });

  it('reports the lag, which makes nothing unready', async () => {
    const health = started();
    health.register('a', () => ({ ok: true, lag: { events: 5, seconds: 60 } }));
    health.register('b', () => ({ ok: true, lag: { events: 1_000_000, seconds: 7 } }));
    health.register('c', () => ({ ok: true, lag: { events: 0, seconds: null } }));
    expect(await health.ready()).toMatchObject({ status: 200, body: { lag: { events: 1_000_005, seconds: 60 } } });
  });

  it('leaves the seconds of the lag open when nobody knows them', async () => {
    const health = started();
    health.register('a', () => ({ ok: true, lag: { events: 0, seconds: null } }));
    expect(await health.ready()).toMatchObject({ body: { lag: { events: 0, seconds: null } } });
  });

  it('asks each dependency once for callers at one time, and again later', async () => {
    const health = started();
    let asked = 0;
    let answer: (result: CheckResult) => void = () => undefined;
    health.register('slow', () => {
      asked += 1;
      return new Promise(resolve => (answer = resolve));
    });
    const both = [health.ready(), health.ready()];
    await Promise.resolve();
    answer({ ok: true });
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
    expect(asked).toBe(1);
    const third = health.ready();
    await Promise.resolve();
    answer({ ok: false });
    expect((await third).status).toBe(503);
    expect(asked).toBe(2);
  });
});

describe('a registration', () => {
  it('ends when it is taken back', async () => {
    const health = started();
    const remove = health.register('database', () => ({ ok: false }));
    expect((await health.ready()).status).toBe(503);
    remove();
    expect((await health.ready()).status).toBe(200);
  });

  it('has a name of its own', () => {
    const health = new Health();
    health.register('database', () => ({ ok: true }));
    expect(() => health.register('database', () => ({ ok: true }))).toThrow('database');
  });
});
