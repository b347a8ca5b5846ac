import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { missingHeadings, missingPaths, sizeFaults } from './runner/findings.mjs';

/** Checks what no compiler does: paths that the map names, the form of decision records, the lock file, the sizes of source files. */
const root = join(import.meta.dirname, '..');
const read = path => readFileSync(join(root, path), 'utf8');

const checkMap = () => {
  if (!existsSync(join(root, 'docs', 'map.md'))) return ['docs/map.md is missing'];
  return missingPaths(read('docs/map.md'), path => existsSync(join(root, path))).map(
    path => `docs/map.md names ${path}, which is not there`,
  );
};

const checkRecords = () =>
  readdirSync(join(root, 'docs', 'adr'))
    .filter(name => name.endsWith('.md'))
    .flatMap(name =>
      missingHeadings(read(`docs/adr/${name}`)).map(heading => `docs/adr/${name} has no heading "${heading}"`),
    );

const checkLock = () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const located = Object.keys(packages).filter(name => packages[name].resolved !== undefined);
  return located.length === 0
    ? []
    : [`package-lock.json says from where ${located.length} packages came ("resolved"), ${located[0]} first`];
};

const isSource = path => path.endsWith('.ts') && !path.endsWith('.d.ts');

const checkSizes = () => {
  const files = ['apps', 'libs', 'deploy', 'bench', 'test'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && isSource(entry.name) && !/node_modules|peers/.test(entry.parentPath))
      .map(entry => relative(root, join(entry.parentPath, entry.name))),
  );
  return sizeFaults(files.map(path => ({ path, lines: read(path).replace(/\n$/, '').split('\n').length })));
};

const faults = [...checkMap(), ...checkRecords(), ...checkLock(), ...checkSizes()];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(
  faults.length === 0 ? 'documents, lock file and sizes: as they should be\n' : `${faults.length} faults\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
