import { setTimeout as pause } from 'node:timers/promises';

const everyMs = 20;
/** Less than a test may take, so that the hope is told and not the test's time. */
const usualMs = 45_000;

type Ask<T> = () => T | Promise<T>;
type Known<T> = Exclude<T, false | null>;

const until = async <T>(hope: string, ask: Ask<T>, withinMs: number): Promise<Known<T>> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer as Known<T>;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${hope}`);
    await pause(everyMs);
  }
};

/**
 * Asks until the answer is neither null nor false and gives it; `withinMs` is 45 s when left out. Without a hope, the question's own text names it.
 * @throws Error naming the hope when the time is over
 */
export function eventually<T>(hope: string, ask: Ask<T>, withinMs?: number): Promise<Known<T>>;
export function eventually<T>(ask: Ask<T>, withinMs?: number): Promise<Known<T>>;
export function eventually<T>(first: string | Ask<T>, second?: Ask<T> | number, third?: number): Promise<Known<T>> {
  if (typeof first === 'function') return until(first.toString(), first, typeof second === 'number' ? second : usualMs);
  if (typeof second !== 'function') throw new TypeError('A hope needs a question.');
  return until(first, second, third ?? usualMs);
}
