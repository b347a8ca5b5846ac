import { compilePlatform, type Child, type CompiledPlatform } from './testing/child-process.ts';
import { eventually } from '../../../test/kit/eventually.ts';

let compiled: CompiledPlatform;
const children: Child[] = [];

beforeAll(() => {
  compiled = compilePlatform();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  compiled.remove();
});

const start = async (body: string): Promise<Child> => {
  const child = compiled.start(`
    const log = platform.createLogger({ logLevel: 'info' });
    const shutdown = new platform.Shutdown({ log });
    shutdown.listen();
    const open = setInterval(() => undefined, 1000);
    ${body}
    console.log('up');`);
  children.push(child);
  await eventually(() => child.lines.includes('up'));
  return child;
};

describe('a process that is told to stop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s closes and exits with 0', async signal => {
    const child = await start(`shutdown.add('work', () => console.log('closed'));`);
    child.kill(signal);
    expect(await child.exited).toEqual({ code: 0, signal: null });
    expect(child.lines).toContain('closed');
    expect(child.lines).toContainEqual(expect.objectContaining({ msg: 'shutdown.started', reason: signal }));
  });

  it('twice at once, as npm doubles a Ctrl-C, still closes in peace', async () => {
    const child = await start(
      `shutdown.add('work', () => new Promise(done => setTimeout(() => { console.log('closed'); done(); }, 300)));`,
    );
    child.kill('SIGINT');
    await eventually(() => child.lines.some(line => (line as { msg?: string }).msg === 'shutdown.started'));
    child.kill('SIGINT');
    expect(await child.exited).toEqual({ code: 0, signal: null });
    expect(child.lines).toContain('closed');
  });

  it('again after a second ends at once with 1', async () => {
    const child = await start(`shutdown.add('work', () => new Promise(() => undefined), 60_000);`);
    const startedAt = performance.now();
    child.kill('SIGINT');
    let exited = false;
    void child.exited.then(() => (exited = true));
    await eventually(() => {
      if (performance.now() - startedAt > 1_200) child.kill('SIGINT');
      return exited;
    });
    expect(await child.exited).toEqual({ code: 1, signal: null });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('ends within five seconds whatever hangs', async () => {
    const child = await start(
      `for (const name of ['a', 'b', 'c', 'd']) shutdown.add(name, () => new Promise(() => undefined), 3_000);`,
    );
    const startedAt = performance.now();
    child.kill('SIGTERM');
    expect(await child.exited).toEqual({ code: 1, signal: null });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('a process with an error that nobody caught', () => {
  it.each([
    ['thrown', `setTimeout(() => { throw new Error('lost'); }, 50);`],
    ['rejected', `setTimeout(() => { Promise.reject(new Error('lost')); }, 50);`],
  ])('%s closes in order, tells it and exits with 1', async (_how, body) => {
    const child = await start(`shutdown.add('work', () => console.log('closed'));${body}`);
    expect(await child.exited).toEqual({ code: 1, signal: null });
    expect(child.lines).toContain('closed');
    expect(child.lines).toContainEqual(
      expect.objectContaining({ msg: 'shutdown.error', err: expect.objectContaining({ message: 'lost' }) as object }),
    );
  });
});
