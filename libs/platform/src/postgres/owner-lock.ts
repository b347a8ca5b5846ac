import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './postgres.error.ts';
import { startOf } from './process-table.ts';

/** The right of one process to a data folder. */
export interface OwnerLock {
  /** Gives it up; further calls do nothing. */
  readonly release: () => void;
}

interface Owner {
  readonly pid: number;
  readonly startedAt: string;
}

/** A lock file is written within milliseconds of its making; one that is unreadable for longer was cut off by a kill. */
const unreadableMs = 2_000;
const takeoverMs = 10_000;
const patienceMs = 15_000;

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

const create = (file: string, text: string): boolean => {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
};

const ageMs = (file: string): number => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

const parse = (text: string): Owner | null => {
  try {
    const { pid, startedAt } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
};

const readOwner = (file: string): Owner | null | 'gone' => {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return 'gone';
    throw error;
  }
};

/** The process that holds the lock, if it lives; null when nobody does. */
const livingOwner = (file: string): Owner | 'unreadable' | null => {
  const owner = readOwner(file);
  if (owner === 'gone') return null;
  if (owner === null) return ageMs(file) > unreadableMs ? null : 'unreadable';
  return startOf(owner.pid) === owner.startedAt ? owner : null;
};

const isProcess = (owner: Owner | 'unreadable' | null): owner is Owner => owner !== null && owner !== 'unreadable';

/** Whether some living process holds the lock. */
export const isOwned = (file: string): boolean => livingOwner(file) !== null;

/** Removes the lock of a dead process. Only who makes the takeover file may, and looks again first: two at once never remove a fresh lock. */
const removeDead = (file: string): void => {
  const takeover = `${file}.takeover`;
  if (ageMs(takeover) > takeoverMs) rmSync(takeover, { force: true });
  if (!create(takeover, '')) return;
  try {
    if (livingOwner(file) === null) rmSync(file, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
};

/**
 * Takes a data folder for this process by a file that names it; a file left by a process that has died is taken over.
 * @throws EmbeddedPostgresError `data-folder-in-use` when a living process has it.
 */
export const takeOwnership = async (file: string): Promise<OwnerLock> => {
  const text = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) ?? '' } satisfies Owner);
  const deadline = performance.now() + patienceMs;
  while (!create(file, text)) {
    const owner = livingOwner(file);
    if (isProcess(owner) || performance.now() > deadline) {
      throw new EmbeddedPostgresError(
        'data-folder-in-use',
        `another Cisterna (${isProcess(owner) ? `process ${owner.pid}` : 'just starting or stopping'}) runs on this data folder: stop it, or set CISTERNA_DATA_DIR to another folder (${file})`,
      );
    }
    if (owner === null) removeDead(file);
    await delay(20);
  }
  let held = true;
  return {
    release: () => {
      if (held) rmSync(file, { force: true });
      held = false;
    },
  };
};
