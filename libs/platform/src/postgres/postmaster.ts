import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PostgresSite } from './initialise.ts';
import { postgresEnv, postgresFlags } from './postgres-flags.ts';
import { explainFailure } from './postgres.error.ts';

/** A running PostgreSQL server process. */
export interface Postmaster {
  readonly pid: number;
  /** Settles, never rejects, when the process has ended, for whatever reason. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Fast shutdown; when `timeoutMs` is nearly over, immediate shutdown, from which the next start recovers. */
  stop(timeoutMs: number): Promise<void>;
}

const keptLines = 20;
/** What an immediate shutdown, which writes nothing, needs of the time for a stop. */
const immediateMs = 500;
/** Recovery after a crash replays up to `max_wal_size` of log. */
const startTimeoutMs = 600_000;

const levelOf = (line: string): 'debug' | 'warn' | 'error' => {
  if (/^FATAL: .*(starting up|shutting down|administrator command)/.test(line)) return 'debug';
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

/** Line 1 of postmaster.pid is the process, line 8 its state, as pg_ctl reads them. A question over the port could be answered by a stranger. */
const isReady = (pgData: string, pid: number | undefined): boolean => {
  try {
    const lines = readFileSync(join(pgData, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
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

const waitUntilReady = async (pgData: string, child: ChildProcess, hasEnded: () => boolean): Promise<boolean> => {
  const deadline = performance.now() + startTimeoutMs;
  while (!hasEnded() && performance.now() < deadline) {
    if (isReady(pgData, child.pid)) return true;
    await delay(20);
  }
  return false;
};

/**
 * Starts PostgreSQL on the site's folder and waits until it takes connections, recovery included.
 * @throws EmbeddedPostgresError with what it said.
 */
export const startPostmaster = async (site: PostgresSite, port: number): Promise<Postmaster> => {
  const child = spawnPostgres(site, port);
  let failure: Error | null = null;
  child.once('error', error => (failure = error));
  const { exited, hasEnded } = watch(child);
  const lines = follow(child, site.log);
  const stop = async (timeoutMs: number): Promise<void> => {
    child.kill('SIGINT');
    if ((await Promise.race([exited, delay(Math.max(0, timeoutMs - immediateMs), 'late', { ref: false })])) !== 'late')
      return;
    site.log.warn({ timeoutMs }, 'postgres.stopped-at-once');
    child.kill('SIGQUIT');
    await Promise.race([exited, delay(immediateMs, null, { ref: false })]);
  };
  if (await waitUntilReady(site.folder.pgData, child, hasEnded)) return { pid: child.pid ?? 0, exited, stop };
  await stop(2_000);
  throw explainFailure('PostgreSQL', site.folder.root, [failure, ...lines].filter(Boolean).join('\n'), failure);
};
