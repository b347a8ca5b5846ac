import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { WorkLoop, type WorkLoopOptions } from './work-loop.ts';

const longMs = 60_000;

/** A loop whose rounds are counted, and what it logged. */
const begun = (over: Partial<WorkLoopOptions> & { readonly round?: (n: number) => number }) => {
  const lines: string[] = [];
  const log = pino({}, { write: line => void lines.push((JSON.parse(line) as { msg: string }).msg) });
  const count = { rounds: 0 };
  const work = async (): Promise<number> => {
    await turn();
    count.rounds += 1;
    return over.round?.(count.rounds) ?? longMs;
  };
  const loop = new WorkLoop({ name: 'work', log, work, ...over });
  loop.start();
  return { loop, lines, count };
};

const until = async (is: () => boolean): Promise<void> => {
  for (const deadline = performance.now() + 5_000; !is();) {
    if (performance.now() > deadline) throw new Error('not in time');
    await delay(1);
  }
};

describe('a loop of work', () => {
  it('begins at once, goes on at news, and rests otherwise', async () => {
    const { loop, count } = begun({});
    await until(() => count.rounds === 1);
    await delay(20);
    expect(count.rounds).toBe(1);
    loop.wake();
    await until(() => count.rounds === 2);
    await loop.stop();
    expect(count.rounds).toBe(2);
  });

  it('goes on after the time that a round asks for', async () => {
    const { loop, count } = begun({ round: n => (n < 4 ? 1 : longMs) });
    await until(() => count.rounds === 4);
    await loop.stop();
  });

  it('does another round for news that came during one, and gathers what comes together', async () => {
    const { loop, count } = begun({ gatherMs: 60 });
    loop.wake();
    await until(() => count.rounds === 1);
    for (let news = 0; news < 10; news += 1) {
      loop.wake();
      await delay(1);
    }
    expect(count.rounds).toBe(1);
    await until(() => count.rounds === 2);
    await loop.stop();
    expect(count.rounds).toBe(2);
  });

  it('warns once while it fails, says when it is well again, and never ends of it', async () => {
    const { loop, lines, count } = begun({
      round: n => {
        if ([2, 3, 4, 6].includes(n)) throw new Error('away');
        return 1;
      },
    });
    await until(() => count.rounds >= 7);
    await loop.stop();
    expect(lines).toEqual(['work.interrupted', 'work.restored', 'work.interrupted', 'work.restored']);
  });

  it('stops while it rests or gathers, and tells the work', async () => {
    let signal: AbortSignal | undefined;
    const { loop } = begun({
      gatherMs: longMs,
      work: stopping => {
        signal = stopping;
        return Promise.resolve(longMs);
      },
    });
    loop.wake();
    await turn();
    await loop.stop();
    expect(signal?.aborted).toBe(true);
  });
});
