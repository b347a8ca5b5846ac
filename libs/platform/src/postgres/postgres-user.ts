import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The system user that PostgreSQL runs as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const idOf = (name: string): SystemUser | null => {
  try {
    const ask = (option: string): number =>
      Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
};

const createUser = (name: string): SystemUser | null => {
  execFileSync('groupadd', ['--system', '--force', name], { stdio: 'ignore' });
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '--gid', name, name], {
    stdio: 'ignore',
  });
  return idOf(name);
};

/**
 * Whom PostgreSQL must run as: it refuses to be root. Null when this process is not root, so that it runs as ourselves;
 * else the owner of the existing data folder, else the user postgres, made where it is missing.
 */
export const postgresUser = (pgData: string): SystemUser | null => {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(pgData, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return idOf('postgres') ?? createUser('postgres');
};

const mayEnter = (folder: string, { uid, gid }: SystemUser): boolean => {
  const { mode, uid: owner, gid: group } = statSync(folder);
  if (owner === uid) return (mode & 0o100) !== 0;
  return (mode & (group === gid ? 0o010 : 0o001)) !== 0;
};

/** The outermost folder on the way to `path` (itself included) that the user may not enter, judged by its mode; null when all are open. */
export const blockedFolder = (path: string, user: SystemUser): string | null => {
  const parent = dirname(path);
  const outer = parent === path ? null : blockedFolder(parent, user);
  if (outer !== null) return outer;
  return statSync(path, { throwIfNoEntry: false }) === undefined || mayEnter(path, user) ? null : path;
};
