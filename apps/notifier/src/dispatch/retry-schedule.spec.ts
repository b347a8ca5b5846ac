import fc from 'fast-check';
import { patienceMs, retryInMs } from './retry-schedule.ts';

/** When the attempts of a delivery happen that nobody ever takes, from its beginning. */
const attemptsOf = (chance: number): number[] => {
  const times = [0];
  for (;;) {
    const now = times.at(-1) ?? 0;
    const wait = retryInMs({ attempt: times.length, begunAt: 0, now }, chance);
    if (wait === null) return times;
    times.push(now + wait);
  }
};

describe('the retries of a delivery', () => {
  it('begin within 10 seconds, grow, and end with one after 3 days', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), chance => {
        const times = attemptsOf(chance);
        const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
        expect(waits[0]).toBeGreaterThanOrEqual(5_000);
        expect(waits[0]).toBeLessThanOrEqual(10_000);
        for (const [index, wait] of waits.slice(0, -1).entries())
          expect(wait).toBeGreaterThanOrEqual(waits[index - 1] ?? 0);
        expect(times.at(-1)).toBe(patienceMs);
        expect(times.length).toBeLessThan(25);
      }),
    );
  });

  it('do not come together for those that failed together', () => {
    const failed = { attempt: 1, begunAt: 0, now: 0 };
    expect(new Set([0, 0.25, 0.5, 0.75, 1].map(chance => retryInMs(failed, chance))).size).toBe(5);
  });

  it('have an attempt still before them when it waited 3 days behind another, and none after it', () => {
    expect(retryInMs({ attempt: 1, begunAt: 0, now: patienceMs + 1 }, 0)).toBeNull();
  });
});
