import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Picture } from './pictures.ts';

/** Writes `out.md` and `out-<picture>.svg` beside it; makes the folder. Gives the paths written. */
export const writeReport = async (
  out: string,
  markdown: string,
  pictures: readonly Picture[],
): Promise<readonly string[]> => {
  await mkdir(dirname(out), { recursive: true });
  const files = [
    { path: `${out}.md`, text: markdown },
    ...pictures.map(({ name, svg }) => ({ path: `${out}-${name}.svg`, text: svg })),
  ];
  await Promise.all(files.map(({ path, text }) => writeFile(path, text)));
  return files.map(({ path }) => path);
};
