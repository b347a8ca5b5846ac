import { AppendRejected, LogClosed, LogUnavailable, asError } from './log-errors.ts';
import { untilItWorks, withRetries, type RetryPlan } from './retry.ts';
import { testLog } from './testing/test-log.ts';

const plan = (signal: AbortSignal = new AbortController().signal, timeoutMs = 60_000): RetryPlan => ({
  timeoutMs,
  signal,
  toError: asError,
  log: testLog,
});

/** Fails so many times, then works. */
const failing = (times: number, error: Error): { attempt: () => Promise<void>; calls: () => number } => {
  let calls = 0;
  const attempt = (): Promise<void> => (++calls <= times ? Promise.reject(error) : Promise.resolve());
  return { attempt, calls: () => calls };
};

describe('withRetries', () => {
  it('tries again until it works', async () => {
    const { attempt, calls } = failing(2, new LogUnavailable('away'));
    await withRetries(attempt, plan());
    expect(calls()).toBe(3);
  });

  it('gives up at once where trying again can’t help', async () => {
    const { attempt, calls } = failing(2, new AppendRejected('too large'));
    await expect(withRetries(attempt, plan())).rejects.toThrow('too large');
    expect(calls()).toBe(1);
  });

  it('gives up when the time is up, with the last failure', async () => {
    const { attempt } = failing(99, new LogUnavailable('away'));
    await expect(withRetries(attempt, plan(undefined, 300))).rejects.toThrow(LogUnavailable);
  });

  it('ends its waits when closed', async () => {
    const closing = new AbortController();
    const { attempt } = failing(99, new LogUnavailable('away'));
    const tried = withRetries(attempt, plan(closing.signal));
    closing.abort();
    await expect(tried).rejects.toThrow(LogClosed);
  });
});

describe('untilItWorks', () => {
  it('tries until it works, whatever the failure', async () => {
    const { attempt, calls } = failing(2, new TypeError('odd'));
    await untilItWorks(attempt, new AbortController().signal, testLog);
    expect(calls()).toBe(3);
  });

  it('ends with LogClosed', async () => {
    const closing = new AbortController();
    const { attempt } = failing(99, new LogUnavailable('away'));
    const tried = untilItWorks(attempt, closing.signal, testLog);
    closing.abort();
    await expect(tried).rejects.toThrow(LogClosed);
  });
});
