import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load, resolve } from './typescript-hooks.mjs';

const resolved = (specifier: string): string => resolve(specifier, {}, name => name);
const loaded = (url: string) => load(url, {}, () => 'left');

describe('TypeScript for Node', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'typescript-hooks-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const written = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };

  it('finds the public face of a library by its name, and leaves other names alone', async () => {
    const face = new URL(resolved('@cisterna/read-model'));
    expect(face.pathname).toMatch(/\/libs\/read-model\/src\/index\.ts$/);
    expect(await readFile(face, 'utf8')).toContain('export');
    for (const name of ['@cisterna/read-model/batch', './read-model.ts', 'pg']) expect(resolved(name)).toBe(name);
  });

  it('takes types away, writes down those of decorated classes, and keeps names of files and the way back', async () => {
    const text = [
      "import { part } from './part.ts';",
      'const injected = (): ClassDecorator => () => undefined;',
      '@injected()',
      'export class Clock { constructor(readonly name: string, readonly made = part) {} }',
    ].join('\n');
    const answer = await loaded(await written('clock.ts', text));
    expect(answer).toMatchObject({ format: 'module', shortCircuit: true });
    const source = typeof answer === 'string' ? '' : answer.source;
    expect(source).toContain("'./part.ts'");
    expect(source).toContain('design:paramtypes');
    const [, map = ''] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(source) ?? [];
    expect(JSON.parse(Buffer.from(map, 'base64').toString())).toMatchObject({ sourcesContent: [text] });
  });

  it('leaves to Node what is no TypeScript of ours', async () => {
    for (const url of ['node:fs', 'file:///a/b.mjs', 'file:///a/node_modules/b/c.ts'])
      expect(await loaded(url)).toBe('left');
  });

  it('refuses what is no TypeScript at all', async () => {
    await expect(loaded(await written('broken.ts', 'const = 1;'))).rejects.toThrow();
  });
});
