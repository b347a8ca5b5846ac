import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { EmbeddedPostgresError } from './postgres.error.ts';
import { commandOf, startOf } from './process-table.ts';

/** Fast shutdown first (it writes a checkpoint), then immediate (the next start recovers from the log). Never SIGKILL: its children would stay. */
const steps = [
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
] as const;

/** The first line of postmaster.pid; the file also stays behind after a crash, and its number may by now be another process. */
const postmasterOf = (pgData: string): number | null => {
  try {
    const pid = Number.parseInt(readFileSync(join(pgData, 'postmaster.pid'), 'utf8'), 10);
    return `${commandOf(pid) ?? ''} `.includes(`-D ${pgData} `) ? pid : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const goneWithin = async (pid: number, startedAt: string | null, waitMs: number): Promise<boolean> => {
  const deadline = performance.now() + waitMs;
  while (performance.now() < deadline) {
    if (startOf(pid) !== startedAt) return true;
    await delay(20);
  }
  return false;
};

/**
 * Stops the PostgreSQL that a killed run left on the folder, if there is one. Call it only as the folder's owner.
 * @throws EmbeddedPostgresError `left-over-will-not-stop`.
 */
export const stopLeftOver = async (pgData: string, log: Logger): Promise<void> => {
  const pid = postmasterOf(pgData);
  if (pid === null) return;
  const startedAt = startOf(pid);
  log.warn({ serverPid: pid, pgData }, 'postgres.left-over-found');
  try {
    for (const { signal, waitMs } of steps) {
      if (startOf(pid) === startedAt) process.kill(pid, signal);
      if (await goneWithin(pid, startedAt, waitMs)) return;
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return;
    throw new EmbeddedPostgresError(
      'left-over-will-not-stop',
      `process ${pid}, a PostgreSQL left on ${pgData}, may not be stopped by this user`,
      cause,
    );
  }
  throw new EmbeddedPostgresError(
    'left-over-will-not-stop',
    `process ${pid}, a PostgreSQL left on ${pgData}, does not stop: stop it by hand`,
  );
};
