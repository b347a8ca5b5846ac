import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { openDataFolder, readPassword, type DataFolder } from './data-folder.ts';
import { initialise, type PostgresSite } from './initialise.ts';
import { stopLeftOver } from './left-over.ts';
import { takeOwnership } from './owner-lock.ts';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { blockedFolder, postgresUser, type SystemUser } from './postgres-user.ts';
import { EmbeddedPostgresError, explainFailure, type EmbeddedPostgresCode } from './postgres.error.ts';
import { startPostmaster, type Postmaster } from './postmaster.ts';
import { supervise } from './supervise.ts';

/** `durable` false trades safety at a power cut for speed: for tests and trial runs. `port` absent: a free one. */
export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly durable: boolean;
  readonly port?: number;
  readonly log: Logger;
}

/** A PostgreSQL of our own, on 127.0.0.1 only; restarted on the same port when it dies. */
export interface EmbeddedPostgres {
  /** With user, password and the database `cisterna`. */
  readonly url: string;
  readonly port: number;
  /** Of the server process that runs now. */
  readonly pid: number;
  /** Stops it and gives the data folder back; a shutdown longer than `timeoutMs` (default 3 s) is cut short without loss. Further calls wait for the first. */
  readonly stop: (timeoutMs?: number) => Promise<void>;
}

const database = 'cisterna';
/** What a killed server left ends within this time: its children, which hold its memory, and itself while nobody has waited for it. */
const patienceMs = 10_000;
const passing: readonly EmbeddedPostgresCode[] = ['memory-in-use', 'data-folder-in-use'];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

const passes = (error: unknown, portIsFixed: boolean): boolean =>
  error instanceof EmbeddedPostgresError &&
  (passing.includes(error.code) || (error.code === 'port-in-use' && !portIsFixed));

const startPatiently = async (
  site: PostgresSite,
  port: number | undefined,
): Promise<{ postmaster: Postmaster; port: number }> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const chosen = port ?? (await freePort());
    try {
      return { postmaster: await startPostmaster(site, chosen), port: chosen };
    } catch (error) {
      if (!passes(error, port !== undefined) || performance.now() > deadline) throw error;
      await delay(200);
    }
  }
};

const createDatabase = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres'), ssl: false });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
};

/** Says which folder is in the way when PostgreSQL, as another user than we, can't get to its files. */
const nameBlockedFolder = (
  error: EmbeddedPostgresError,
  user: SystemUser,
  folders: readonly string[],
): EmbeddedPostgresError => {
  const blocked = folders.map(folder => blockedFolder(folder, user)).find(folder => folder !== null);
  if (error.code !== 'data-folder-unreachable' || blocked === undefined) return error;
  return new EmbeddedPostgresError(
    error.code,
    `PostgreSQL can't run as root, so it runs as user ${user.uid}, who may not enter ${blocked}: ` +
      `chmod o+x ${blocked}, or move the project or CISTERNA_DATA_DIR elsewhere, or start as an ordinary user`,
    error,
  );
};

const explain = (error: unknown, folder: DataFolder, binaries: PostgresBinaries): EmbeddedPostgresError => {
  const explained =
    error instanceof EmbeddedPostgresError
      ? error
      : explainFailure('the start of PostgreSQL', folder.root, String(error), error);
  const user = postgresUser(folder.pgData);
  return user === null ? explained : nameBlockedFolder(explained, user, [folder.root, binaries.postgres]);
};

const startOwned = async (
  site: PostgresSite,
  port: number | undefined,
): Promise<EmbeddedPostgres & { ended: Promise<void> }> => {
  await stopLeftOver(site.folder.pgData, site.log);
  await initialise(site);
  const password = readPassword(site.folder);
  const first = await startPatiently(site, port);
  const url = `postgres://cisterna:${password}@127.0.0.1:${first.port}/${database}`;
  await createDatabase(url).catch(async (error: unknown) => {
    await first.postmaster.stop(1_000);
    throw error;
  });
  site.log.info({ port: first.port, serverPid: first.postmaster.pid, folder: site.folder.root }, 'postgres.ready');
  const supervised = supervise(first.postmaster, () => startPostmaster(site, first.port), site.log);
  return {
    url,
    port: first.port,
    get pid() {
      return supervised.pid;
    },
    stop: supervised.stop,
    ended: supervised.ended,
  };
};

/**
 * Starts the PostgreSQL that comes with the packages, with its data in a folder that one process at a time may have. Makes the database where
 * there is none, stops a PostgreSQL that a killed run left there, and puts an initdb that was cut off right.
 * @throws EmbeddedPostgresError saying what to do; see its codes.
 */
export const startEmbeddedPostgres = async ({
  dataDir,
  durable,
  port,
  log,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const binaries = postgresBinaries();
  const folder = openDataFolder(dataDir);
  const lock = await takeOwnership(folder.ownerFile);
  try {
    const server = await startOwned({ folder, binaries, user: postgresUser(folder.pgData), durable, log }, port);
    void server.ended.then(lock.release);
    return server;
  } catch (error) {
    lock.release();
    throw explain(error, folder, binaries);
  }
};
