import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageFolder } from './page-files.ts';

describe('pageFolder', () => {
  let root: string;
  let folder: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'cisterna-page-'));
    folder = join(root, 'dist', 'dashboard');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), '');
  });

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('is found above the compiled module', () => {
    expect(pageFolder(join(root, 'dist', 'apps', 'api', 'src', 'page'), tmpdir())).toBe(folder);
  });

  it('is found from the working directory where the module lies elsewhere', () => {
    expect(pageFolder(tmpdir(), root)).toBe(folder);
  });

  it('says where it was looked for when it is nowhere', () => {
    expect(() => pageFolder(tmpdir(), tmpdir())).toThrow('The files of the page are missing');
  });
});
