import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join('dist', 'dashboard');

const parents = (path: string): readonly string[] => {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...parents(parent)];
};

/**
 * The folder of the built page. It is looked for from this module upwards, which lies in the source tree or in `dist`, and then
 * from the working directory. Throws when it is nowhere: `npm run build` makes it.
 */
export const pageFolder = (from = dirname(fileURLToPath(import.meta.url)), working = process.cwd()): string => {
  const found = [...parents(from), ...parents(working)]
    .map(root => join(root, folder))
    .find(path => existsSync(join(path, 'index.html')));
  if (found === undefined)
    throw new Error(`The files of the page are missing: no ${folder} above ${from} or ${working}. \`npm run build\` makes them.`);
  return found;
};
