import { setTimeout as pause } from 'node:timers/promises';

const everyMs = 40;

/** Asks until the answer is neither null nor false and gives it. @throws naming the hope, and the last answer, when the time is over */
export const eventually = async <T>(
  hope: string,
  ask: () => T | Promise<T>,
  withinMs = 60_000,
): Promise<Exclude<T, false | null>> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer as Exclude<T, false | null>;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${hope}`);
    await pause(everyMs);
  }
};
