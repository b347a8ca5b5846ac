import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { writePassword, type DataFolder } from './data-folder.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { postgresEnv } from './postgres-flags.ts';
import type { SystemUser } from './postgres-user.ts';
import { EmbeddedPostgresError, explainFailure } from './postgres.error.ts';

/** What the steps of a start share. `user` null: PostgreSQL runs as ourselves. */
export interface PostgresSite {
  readonly folder: DataFolder;
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | null;
  readonly durable: boolean;
  readonly log: Logger;
}

const majorVersion = '18';
const unfinished = 'postgres.new-';

const runInitdb = ({ folder, binaries, user, durable }: PostgresSite, pgData: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const durability = durable ? [] : ['--no-sync'];
    const child = spawn(
      binaries.initdb,
      [
        `--pgdata=${pgData}`,
        '--username=cisterna',
        `--pwfile=${folder.passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        ...durability,
      ],
      { ...user, cwd: folder.root, env: postgresEnv, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', error => {
      reject(explainFailure('initdb', folder.root, error.message, error));
    });
    child.on('close', code => {
      if (code === 0) resolve();
      else reject(explainFailure('initdb', folder.root, said));
    });
  });

const syncFolder = (path: string): void => {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

const removeUnfinished = ({ root }: DataFolder): void => {
  for (const name of readdirSync(root).filter(entry => entry.startsWith(unfinished))) {
    rmSync(join(root, name), { recursive: true, force: true, maxRetries: 5 });
  }
};

const create = async (site: PostgresSite): Promise<void> => {
  const { folder, user, durable } = site;
  const pgData = join(folder.root, unfinished + randomBytes(4).toString('hex'));
  writePassword(folder, user);
  mkdirSync(pgData, { mode: 0o700 });
  if (user !== null) chownSync(pgData, user.uid, user.gid);
  try {
    await runInitdb(site, pgData);
    renameSync(pgData, folder.pgData);
  } catch (error) {
    rmSync(pgData, { recursive: true, force: true });
    throw error;
  }
  if (durable) syncFolder(folder.root);
};

/** A folder without a control file holds no database: initdb was cut off in it. It is put aside, not removed. */
const putBrokenAside = ({ folder, log }: PostgresSite): void => {
  if (!existsSync(folder.pgData) || existsSync(join(folder.pgData, 'global', 'pg_control'))) return;
  const aside = `${folder.pgData}.broken-${Date.now()}`;
  renameSync(folder.pgData, aside);
  log.warn({ aside }, 'postgres.half-made-folder-put-aside');
};

const requireVersion = ({ pgData, root }: DataFolder): void => {
  const version = readFileSync(join(pgData, 'PG_VERSION'), 'utf8').trim();
  if (version === majorVersion) return;
  throw new EmbeddedPostgresError(
    'data-folder-of-another-version',
    `${root} was made by PostgreSQL ${version}, this is ${majorVersion}: dump it with the former version and load it here, or set CISTERNA_DATA_DIR to another folder`,
  );
};

/**
 * Sees to it that there is a database of this version in the folder. A new one is made beside and renamed when it is whole,
 * so that a kill at any moment leaves either none or all of it.
 * @throws EmbeddedPostgresError
 */
export const initialise = async (site: PostgresSite): Promise<void> => {
  removeUnfinished(site.folder);
  putBrokenAside(site);
  if (existsSync(site.folder.pgData)) {
    requireVersion(site.folder);
    return;
  }
  const startedAt = performance.now();
  await create(site);
  site.log.info(
    { folder: site.folder.root, tookMs: Math.round(performance.now() - startedAt) },
    'postgres.initialised',
  );
};
