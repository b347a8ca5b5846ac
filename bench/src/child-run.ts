import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Result } from './contestant.ts';
import { watchPeakRss } from './peak-memory.ts';

/** A contestant's process ended in failure, or without a result for every record. */
export class ChildRunError extends Error {
  readonly code = 'child-run-failed';
  readonly retriable = false;
  constructor(message: string) {
    super(message);
    this.name = 'ChildRunError';
  }
}

/** Reads `{ events, seconds }` from the last line that a contestant's process has printed. */
export const readResultLine = (printed: string, total: number): Omit<Result, 'peakRssBytes'> & Partial<Result> => {
  const line = printed.trimEnd().split('\n').at(-1) ?? '';
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch (cause) {
    throw new ChildRunError(`no result in: ${line.slice(0, 200)} (${String(cause)})`);
  }
  const { events, seconds, databaseBytes, peakRssBytes } = said as Partial<Result>;
  if (events !== total || typeof seconds !== 'number' || !(seconds > 0)) {
    throw new ChildRunError(`expected ${total} events and the seconds they took, got: ${line.slice(0, 200)}`);
  }
  return {
    events,
    seconds,
    ...(databaseBytes === undefined ? {} : { databaseBytes }),
    ...(peakRssBytes === undefined ? {} : { peakRssBytes }),
  };
};

/** Runs a contestant's process to its end; its standard error goes to ours. */
export const runChild = async (command: string, args: readonly string[], total: number): Promise<Result> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const abandon = (): void => void child.kill('SIGKILL');
  process.once('exit', abandon);
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const peakRss = watchPeakRss(child.pid ?? 0);
  const [printed, [exitCode, signal]] = await Promise.all([text(child.stdout), ended]);
  const peakRssBytes = peakRss();
  process.off('exit', abandon);
  if (exitCode !== 0) throw new ChildRunError(`${command} ended with ${signal ?? `exit code ${String(exitCode)}`}`);
  return { peakRssBytes, ...readResultLine(printed, total) };
};
