import { JestRun } from './jest-run.fixture.ts';

const spec = (name: string): string => `import { appendFileSync } from 'node:fs';
  it('${name}', () => {
    expect(globalThis.leftBehind).toBe(undefined);
    globalThis.leftBehind = 1;
    appendFileSync(new URL('processes.txt', import.meta.url), process.pid + ' ');
  });`;

describe('specs with a process each', () => {
  let run: JestRun;

  beforeAll(async () => {
    run = await JestRun.of({ 'a.spec.ts': spec('a'), 'b.spec.ts': spec('b'), 'c.spec.ts': spec('c') }, true);
  });

  afterAll(() => run.remove());

  it('find nothing that another left behind', async () => {
    for (const name of ['a', 'b', 'c']) expect(run.statuses(`${name}.spec.ts`)).toEqual([[name, 'passed']]);
    expect(run.exitCode).toBe(0);
    const processes = (await run.written('processes.txt')).trim().split(' ');
    expect([processes.length, new Set(processes).size]).toEqual([3, 3]);
  });
});
