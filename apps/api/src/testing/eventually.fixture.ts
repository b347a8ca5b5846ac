import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is neither null nor false and gives it; throws when that takes longer than `withinMs`. */
export const eventually = async <T>(
  ask: () => T | Promise<T>,
  withinMs = 30_000,
): Promise<Exclude<T, false | null>> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer as Exclude<T, false | null>;
    if (performance.now() > deadline) throw new Error(`still not so after ${withinMs} ms: ${ask.toString()}`);
    await delay(10);
  }
};
