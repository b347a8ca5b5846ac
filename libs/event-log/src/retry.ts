import { rest } from './aborted.ts';
import { growingWaitMs } from './growing-wait.ts';
import { LogClosed, isRetriable } from './log-errors.ts';
import type { Log } from './log.ts';

/** How long to try, and what to make of a failure. */
export interface RetryPlan {
  /** After this time a failure is final. */
  readonly timeoutMs: number;
  /** Ends the tries with LogClosed; what is under way is not cut off. */
  readonly signal: AbortSignal;
  readonly toError: (thrown: unknown) => Error;
  readonly log: Log;
}

/** Tries with growing waits until it works, a failure says that trying again can't help, or the time is up. */
export const withRetries = async (
  attempt: () => Promise<void>,
  { timeoutMs, signal, toError, log }: RetryPlan,
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  for (let number = 1; !signal.aborted; number++) {
    try {
      await attempt();
      return;
    } catch (thrown) {
      const err = toError(thrown);
      if (!isRetriable(err) || Date.now() > deadline) throw err;
      log.warn({ attempt: number, err }, 'event-log.append-repeated');
      await rest(growingWaitMs(number), signal);
    }
  }
  throw new LogClosed();
};

/** Tries with growing waits and without end, saying so; ends only with `signal`, and LogClosed then. */
export const untilItWorks = async (attempt: () => Promise<void>, signal: AbortSignal, log: Log): Promise<void> => {
  for (let number = 1; !signal.aborted; number++) {
    try {
      await attempt();
      return;
    } catch (err) {
      const waitMs = growingWaitMs(number);
      log.warn({ attempt: number, waitMs, err }, 'event-log.unreachable');
      await rest(waitMs, signal);
    }
  }
  throw new LogClosed();
};
