import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join('apps', 'api', 'public');

const parents = (path: string): readonly string[] => {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...parents(parent)];
};

/**
 * The folder of the page's files. The compiler copies no files, so that they are looked for from this module upwards,
 * in the source tree and in `dist` alike, and then from the working directory. Throws when they are nowhere.
 */
export const pageFolder = (from = dirname(fileURLToPath(import.meta.url)), working = process.cwd()): string => {
  const found = [...parents(from), ...parents(working)]
    .map(root => join(root, folder))
    .find(path => existsSync(join(path, 'index.html')));
  if (found === undefined)
    throw new Error(`The files of the page are missing: no ${folder} above ${from} or ${working}.`);
  return found;
};
