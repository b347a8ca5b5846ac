import { JestRun } from './jest-run.fixture.ts';

const files = {
  'shared.ts': `import { appendFileSync } from 'node:fs';
    appendFileSync(new URL('loads.txt', import.meta.url), 'loaded ');
    export const one = 1;`,
  'a.spec.ts': `import { one } from './shared.ts';
    it('a', () => { expect(one).toBe(1); });`,
  'b.spec.ts': `import { one } from './shared.ts';
    it('b', () => { expect(one).toBe(1); });`,
  'c.spec.ts': `interface Shape { readonly side: number }

    const shape: Shape = { side: 1 };
    describe('c', () => {
      it('differs', () => { expect(shape).toEqual({ side: 2 }); });
      it('hangs', () => new Promise(() => undefined), 20);
      it('lets go of a promise', async () => { void Promise.reject(new Error('unheard')); await new Promise(setImmediate); });
      it('throws out of turn', async () => { setImmediate(() => { throw new Error('late'); }); await new Promise(resolve => setTimeout(resolve, 20)); });
      it.skip('is skipped', () => undefined);
      it('says nothing wrong', () => { expect(shape.side).toBe(1); });
      describe('prepared in vain', () => {
        beforeAll(() => { throw new Error('not ready'); });
        it('fails with its preparation', () => undefined);
      });
    });`,
  'd.spec.ts': "import { missing } from './shared.ts';\nit('d', () => { missing(); });\n",
};

describe('specs in one realm', () => {
  let run: JestRun;

  beforeAll(async () => {
    run = await JestRun.of(files);
  });

  afterAll(() => run.remove());

  it('share what they import, which is loaded once, but not their tests', async () => {
    expect(run.statuses('a.spec.ts')).toEqual([['a', 'passed']]);
    expect(run.statuses('b.spec.ts')).toEqual([['b', 'passed']]);
    expect(await run.written('loads.txt')).toBe('loaded ');
  });

  it('fail by an expectation, a time limit, a lost promise, a late error and a failed preparation', () => {
    expect(run.exitCode).toBe(1);
    expect(run.statuses('c.spec.ts')).toEqual([
      ['c differs', 'failed'],
      ['c hangs', 'failed'],
      ['c lets go of a promise', 'failed'],
      ['c throws out of turn', 'failed'],
      ['c is skipped', 'pending'],
      ['c says nothing wrong', 'passed'],
      ['c prepared in vain fails with its preparation', 'failed'],
    ]);
  });

  it('name the line of the source', () => {
    expect(run.message('c.spec.ts')).toContain('(c.spec.ts:5:43)');
  });

  it('fail as a whole where an import is missing', () => {
    expect([run.statuses('d.spec.ts'), run.message('d.spec.ts')]).toEqual([[], expect.stringContaining('missing')]);
  });
});
