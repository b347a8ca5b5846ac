import { TestScheduler } from 'rxjs/testing';
import { eventually } from '../../../../test/kit/eventually.ts';
import { keepRecords } from './keep-records.ts';

/** Rounds that end at once with the given outcomes, and what was logged about them. */
const rounds = async (
  outcomes: readonly (number | Error)[],
): Promise<{ readonly kept: number[]; readonly logged: string[] }> => {
  const waiting = [...outcomes];
  const logged: string[] = [];
  const kept: number[] = [];
  const log = {
    info: (_: unknown, event?: string) => logged.push(event ?? ''),
    warn: (_: unknown, event?: string) => logged.push(event ?? ''),
  };
  const keep = (): Promise<number> => {
    const next = waiting.shift() ?? 0;
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  const subscription = keepRecords(keep, log, 1).subscribe(count => kept.push(count));
  await eventually(
    () => waiting.length === 0 && kept.length > outcomes.filter(outcome => !(outcome instanceof Error)).length,
  );
  subscription.unsubscribe();
  return { kept: kept.slice(0, outcomes.filter(outcome => !(outcome instanceof Error)).length), logged };
};

describe('keepRecords', () => {
  it('goes on after a failure, and logs only its beginning and its end', async () => {
    const { kept, logged } = await rounds([2, new Error('away'), new Error('away'), 1, 0]);
    expect(kept).toEqual([2, 1, 0]);
    expect(logged).toEqual(['records.keeping-failed', 'records.keeping-again']);
  });

  it('begins at once and never runs two rounds at a time', () => {
    const time = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    let begun = 0;
    const log = { info: () => undefined, warn: () => undefined };
    time.run(({ expectObservable }) => {
      const never = (): Promise<number> => {
        begun += 1;
        return new Promise(() => undefined);
      };
      expectObservable(keepRecords(never, log, 2, time), '20ms !').toBe('');
    });
    expect(begun).toBe(1);
  });
});
