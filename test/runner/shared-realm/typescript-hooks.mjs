import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';

const root = join(import.meta.dirname, '..', '..', '..');
const built = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const library = /^@cisterna\/([a-z-]+)$/;
const isOurs = url => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

/** As the build reads TypeScript (.swcrc), but a file stays where it is and names the others as it does in its source. */
const options = {
  jsc: { ...built.jsc, baseUrl: undefined, paths: undefined, rewriteRelativeImportExtensions: false },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** Node's hook that answers a library's name with its public face. */
export const resolve = (specifier, context, next) => {
  const name = library.exec(specifier)?.[1];
  return next(
    name === undefined ? specifier : pathToFileURL(join(root, 'libs', name, 'src', 'index.ts')).href,
    context,
  );
};

/** Node's hook that makes JavaScript of this repository's TypeScript, with the source map inside. */
export const load = async (url, context, next) => {
  if (!isOurs(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), { ...options, filename });
  return { format: 'module', source: code, shortCircuit: true };
};
