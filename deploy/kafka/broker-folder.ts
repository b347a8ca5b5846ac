import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'cisterna-kafka-';
const pidFile = 'broker.pid';

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Notes which process serves the data in `folder`, so that a later run can end it if this one is killed. */
export const notePid = (folder: string, pid: number): Promise<void> => writeFile(join(folder, pidFile), String(pid));

/** Ends the broker that a killed run left on `folder`: only where that process' command line names the folder. */
export const endLeftover = async (folder: string): Promise<void> => {
  const pid = Number(await readFile(join(folder, pidFile), 'utf8').catch(() => '0'));
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (pid > 0 && command.includes(folder)) process.kill(pid, 'SIGKILL');
};

/** A data folder of this process' own; those of runs that are gone, and their brokers, are removed first. */
export const temporaryFolder = async (): Promise<string> => {
  for (const name of await readdir(tmpdir())) {
    const owner = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (Number.isNaN(owner) || runs(owner)) continue;
    await endLeftover(join(tmpdir(), name));
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
  return mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
};
