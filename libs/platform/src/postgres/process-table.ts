import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const hasProc = existsSync('/proc/self/stat');

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const ask = (pid: number, columns: string): string | null => {
  try {
    return execFileSync('ps', ['-ww', '-o', columns, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
};

/** From /proc/PID/stat: after the name in brackets come the state (field 3) and, as field 22, the start in ticks since boot. */
const startFromProc = (pid: number): string | null => {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${fields[19] ?? ''}`;
};

const startFromPs = (pid: number): string | null => {
  const line = ask(pid, 'stat=,lstart=');
  return line === null || line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
};

/**
 * When a process started, in the system's own words; with its id it names a process for ever, though ids are used again.
 * Null when there is no such process; one that has ended and was not yet waited for counts as none.
 */
export const startOf = (pid: number): string | null => (hasProc ? startFromProc(pid) : startFromPs(pid));

/** The command line of a process, words parted by spaces; null when there is no such process. */
export const commandOf = (pid: number): string | null =>
  hasProc ? (read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() ?? null) : ask(pid, 'command=');
