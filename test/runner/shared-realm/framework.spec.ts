import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Outcome {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const jest = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');
const here = (name: string): string => join(import.meta.dirname, name);

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

const run = async (folder: string): Promise<Outcome> => {
  const config = {
    rootDir: folder,
    testEnvironment: here('environment.mjs'),
    testRunner: here('framework.mjs'),
    testMatch: ['**/*.spec.ts'],
    transform: {},
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const outputFile = join(folder, 'outcome.json');
  const flags = ['--config', JSON.stringify(config), '--json', '--outputFile', outputFile, '--runInBand'];
  const child = spawn(process.execPath, [jest, ...flags], { cwd: folder, stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([1, null]);
  return JSON.parse(await readFile(outputFile, 'utf8')) as Outcome;
};

describe('specs in one realm', () => {
  let folder: string;
  let outcome: Outcome;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'shared-realm-')));
    outcome = await run(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const of = (name: string) => outcome.testResults.find(result => result.name === join(folder, name));
  const statuses = (name: string) => of(name)?.assertionResults.map(({ fullName, status }) => [fullName, status]);

  it('share what they import, which is loaded once, but not their tests', async () => {
    expect(statuses('a.spec.ts')).toEqual([['a', 'passed']]);
    expect(statuses('b.spec.ts')).toEqual([['b', 'passed']]);
    expect(await readFile(join(folder, 'loads.txt'), 'utf8')).toBe('loaded ');
  });

  it('fail by an expectation, a time limit, a lost promise, a late error and a failed preparation', () => {
    expect(statuses('c.spec.ts')).toEqual([
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
    expect(of('c.spec.ts')?.message).toContain('(c.spec.ts:5:43)');
  });

  it('fail as a whole where an import is missing', () => {
    expect([statuses('d.spec.ts'), of('d.spec.ts')?.message]).toEqual([[], expect.stringContaining('missing')]);
  });
});
