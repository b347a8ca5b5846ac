import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import type { PostgresSite } from './initialise.ts';
import { postgresEnv, postgresFlags } from './postgres-flags.ts';
import { EmbeddedPostgresError, explainFailure } from './postgres.error.ts';

/** A running PostgreSQL server process. */
export interface Postmaster {
  readonly pid: number;
  /** Settles, never rejects, when the process has ended, for whatever reason. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Fast shutdown; when it takes longer than `timeoutMs`, immediate shutdown, from which the next start recovers. */
  stop(timeoutMs: number): Promise<void>;
}

const keptLines = 20;
/** The end of an immediate shutdown, which waits for nothing. */
const immediateMs = 2_000;
/** Recovery after a crash replays up to `max_wal_size` of log. */
const startTimeoutMs = 600_000;

const levelOf = (line: string): 'debug' | 'warn' | 'error' => {
  if (/^FATAL: .*(starting up|shutting down|not yet accepting|administrator command)/.test(line)) return 'debug';
  if (line.startsWith('PANIC:')) return 'error';
  return line.startsWith('FATAL:') || line.startsWith('WARNING:') ? 'warn' : 'debug';
};

const follow = (child: ChildProcess, log: Logger): string[] => {
  const lines: string[] = [];
  if (child.stderr === null) return lines;
  createInterface({ input: child.stderr }).on('line', line => {
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    log[levelOf(line)]({ line }, 'postgres.said');
  });
  return lines;
};

/** Not yet: nobody listens, or the server says that it is starting or recovering (57P03). */
const isNotYet = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes((error as { code?: string }).code ?? '');

const answers = async (connection: pg.ClientConfig): Promise<boolean> => {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (isNotYet(error)) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const waitUntilReady = async (
  connection: pg.ClientConfig,
  hasEnded: () => boolean,
): Promise<'ready' | 'ended' | 'late'> => {
  const deadline = performance.now() + startTimeoutMs;
  for (let waitMs = 20; performance.now() < deadline; waitMs = Math.min(waitMs * 1.5, 500)) {
    if (hasEnded()) return 'ended';
    if (await answers(connection)) return 'ready';
    await delay(waitMs);
  }
  return 'late';
};

const spawnPostgres = ({ folder, binaries, user, durable }: PostgresSite, port: number): ChildProcess =>
  // A process group of its own: Ctrl-C in a terminal goes to the whole group, and PostgreSQL must outlive our last commit.
  spawn(binaries.postgres, postgresFlags(folder.pgData, port, durable), {
    ...user,
    cwd: folder.root,
    env: postgresEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });

const watch = (child: ChildProcess): { exited: Postmaster['exited']; hasEnded: () => boolean } => {
  let ended = false;
  // Whatever ends this process takes PostgreSQL along; a SIGKILL alone leaves it to the next start.
  const killAtExit = (): void => void child.kill('SIGINT');
  process.once('exit', killAtExit);
  const exited = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    child.once('close', (code, signal) => {
      ended = true;
      process.removeListener('exit', killAtExit);
      resolve({ code, signal });
    });
  });
  return { exited, hasEnded: () => ended };
};

/**
 * Starts PostgreSQL on the site's folder and waits until it takes connections, recovery included.
 * @throws EmbeddedPostgresError with what it said.
 */
export const startPostmaster = async (site: PostgresSite, port: number, password: string): Promise<Postmaster> => {
  const child = spawnPostgres(site, port);
  let failure: Error | null = null;
  child.once('error', error => (failure = error));
  const { exited, hasEnded } = watch(child);
  const lines = follow(child, site.log);
  const connection = { host: '127.0.0.1', port, user: 'cisterna', password, database: 'postgres', ssl: false };
  const stop = async (timeoutMs: number): Promise<void> => {
    child.kill('SIGINT');
    if ((await Promise.race([exited, delay(timeoutMs, 'late', { ref: false })])) !== 'late') return;
    site.log.warn({ timeoutMs }, 'postgres.stopped-at-once');
    child.kill('SIGQUIT');
    await Promise.race([exited, delay(immediateMs, null, { ref: false })]);
  };
  try {
    const outcome = await waitUntilReady(connection, hasEnded);
    if (outcome === 'ready') return { pid: child.pid ?? 0, exited, stop };
    throw explainFailure('PostgreSQL', site.folder.root, [failure, ...lines].filter(Boolean).join('\n'), failure);
  } catch (error) {
    await stop(1_000);
    if (error instanceof EmbeddedPostgresError) throw error;
    throw explainFailure('PostgreSQL', site.folder.root, `${String(error)}\n${lines.join('\n')}`, error);
  }
};
