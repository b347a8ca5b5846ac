import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is not null or false; gives it back. Throws when that takes longer than `withinMs`. */
export const eventually = async <T>(
  ask: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<Exclude<T, false | null>> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer as Exclude<T, false | null>;
    if (performance.now() > deadline) throw new Error(`still not so after ${withinMs} ms: ${ask.toString()}`);
    await delay(15);
  }
};
