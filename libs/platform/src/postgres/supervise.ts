import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Postmaster } from './postmaster.ts';

/** A server that is started again when it dies. */
export interface Supervised {
  readonly pid: number;
  /** Settles when it was stopped and has ended. */
  readonly ended: Promise<void>;
  readonly stop: (timeoutMs?: number) => Promise<void>;
}

const firstWaitMs = 100;
const longestWaitMs = 10_000;

/** Keeps a server running until it is stopped: one that dies is started again at once, and again after growing waits while that fails. */
export const supervise = (first: Postmaster, startAgain: () => Promise<Postmaster>, log: Logger): Supervised => {
  let current = first;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  const restart = async (): Promise<void> => {
    for (let waitMs = firstWaitMs; !isStopping(); waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        current = await startAgain();
        if (isStopping()) await current.stop(firstWaitMs);
        log.warn({ serverPid: current.pid }, 'postgres.restarted');
        return;
      } catch (err) {
        log.error({ err, waitMs }, 'postgres.restart-failed');
        await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const watch = async (): Promise<void> => {
    for (;;) {
      const { code, signal } = await current.exited;
      if (isStopping()) return;
      log.error({ code, signal, serverPid: current.pid }, 'postgres.died');
      await restart();
    }
  };

  const ended = watch();
  const stop = async (timeoutMs = 3_000): Promise<void> => {
    stopping.abort();
    await current.stop(timeoutMs);
    await ended;
  };
  let stopped: Promise<void> | null = null;
  return {
    get pid() {
      return current.pid;
    },
    ended,
    stop: timeoutMs => (stopped ??= stop(timeoutMs)),
  };
};
