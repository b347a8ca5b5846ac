import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for each test, that other users may pass through; call at the top of a spec. They all go when its tests are over:
 * not after each, as what a test has started must be stopped before.
 */
export const temporaryFolder = (): ((...names: readonly string[]) => string) => {
  const folders: string[] = [];
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'cisterna-platform-'));
    chmodSync(folder, 0o711);
    folders.push(folder);
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return (...names) => join(folders.at(-1) ?? '', ...names);
};
