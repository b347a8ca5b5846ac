import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json above this module, whether it runs as TypeScript or from `dist`. */
export const repositoryRoot = (from: string = import.meta.dirname): string => {
  let folder = from;
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`);
    folder = dirname(folder);
  }
  return folder;
};
