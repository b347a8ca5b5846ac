import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { EmbeddedPostgresError, explainFailure } from './postgres.error.ts';
import type { SystemUser } from './postgres-user.ts';

/** Where things are in the folder that `CISTERNA_DATA_DIR` names. */
export interface DataFolder {
  readonly root: string;
  /** PostgreSQL's own folder; it is there only when initdb went to its end. */
  readonly pgData: string;
  readonly passwordFile: string;
  readonly ownerFile: string;
}

/** What PostgreSQL's user must pass through on its way to its own folder. */
const enterable = 0o711;

const layout = (root: string): DataFolder => ({
  root,
  pgData: join(root, 'postgres'),
  passwordFile: join(root, 'postgres.password'),
  ownerFile: join(root, 'owner.pid'),
});

/** A folder that somebody named but that holds other things keeps its mode. */
const isOurs = ({ root, pgData }: DataFolder): boolean => existsSync(pgData) || readdirSync(root).length === 0;

/**
 * Makes the folder where it is missing, and lets PostgreSQL's user in when we are root.
 * @throws EmbeddedPostgresError `data-folder-not-writable` or `disk-full`.
 */
export const openDataFolder = (dataDir: string): DataFolder => {
  try {
    const isRoot = process.getuid?.() === 0;
    mkdirSync(dataDir, { recursive: true, mode: isRoot ? enterable : 0o700 });
    const folder = layout(realpathSync(dataDir));
    if (isRoot && isOurs(folder)) chmodSync(folder.root, statSync(folder.root).mode | enterable);
    accessSync(folder.root, constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    const { message } = error as Error;
    const explained = explainFailure('making the data folder', resolve(dataDir), message, error);
    if (explained.code === 'disk-full') throw explained;
    throw new EmbeddedPostgresError(
      'data-folder-not-writable',
      `the data folder ${resolve(dataDir)} can't be made or written by this user: set CISTERNA_DATA_DIR to a folder that can (${message})`,
      error,
    );
  }
};

/** Makes a new password, readable by PostgreSQL's user and us alone. */
export const writePassword = (folder: DataFolder, user: SystemUser | null): void => {
  writeFileSync(folder.passwordFile, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  if (user !== null) chownSync(folder.passwordFile, user.uid, user.gid);
};

/** @throws EmbeddedPostgresError `data-folder-without-password` when its file is gone. */
export const readPassword = (folder: DataFolder): string => {
  try {
    return readFileSync(folder.passwordFile, 'utf8').trim();
  } catch (error) {
    throw new EmbeddedPostgresError(
      'data-folder-without-password',
      `the password of the embedded PostgreSQL can't be read: put ${folder.passwordFile} back, or move ${folder.root} away to start anew`,
      error,
    );
  }
};
