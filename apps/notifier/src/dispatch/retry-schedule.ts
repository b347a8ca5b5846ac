import type { EpochMs } from '@cisterna/contract';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The waits before each further attempt; the last one again and again. As Standard Webhooks recommends, longer at the end. */
const waitsMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour];
/** How long it is tried: who is away over a weekend misses nothing. */
export const patienceMs = 72 * hour;
/** Many deliveries that failed together must not come back together: up to so much of the wait is added. */
const jitter = 0.2;

/** One attempt that failed. */
export interface FailedAttempt {
  /** From 1. */
  readonly attempt: number;
  readonly begunAt: EpochMs;
  readonly now: EpochMs;
}

/** How long to wait before the next attempt, `chance` from 0 to 1; null when it has been tried for 3 days. The last attempt is at their end. */
export const retryInMs = ({ attempt, begunAt, now }: FailedAttempt, chance: number): number | null => {
  const left = begunAt + patienceMs - now;
  if (left <= 0) return null;
  const wait = waitsMs[Math.min(attempt, waitsMs.length) - 1] ?? 5 * second;
  return Math.min(Math.round(wait * (1 + jitter * chance)), left);
};
