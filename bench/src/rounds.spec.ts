import type { Contestant } from './contestant.ts';
import { runRounds } from './rounds.ts';

const contestantsInto = (calls: string[]): Contestant[] =>
  ['a', 'b', 'c'].map((name, index) => ({
    name,
    does: 'notes its calls',
    prepare: () => Promise.resolve(void calls.push(`prepare ${name}`)),
    run: (topic, brokers, events) => {
      calls.push(`${name} ${topic} ${brokers}`);
      return Promise.resolve({ events, seconds: index + 1, peakRssBytes: 1 });
    },
  }));
const course = { topic: 't', brokers: 'b:1', total: 10, rounds: 2 };

describe('the rounds', () => {
  it('prepare everybody once, then run one after the other, each round beginning with another', async () => {
    const calls: string[] = [];
    await runRounds(contestantsInto(calls), course, () => undefined);
    expect(calls.slice(0, 3)).toEqual(['prepare a', 'prepare b', 'prepare c']);
    expect(calls.slice(3)).toEqual(['a t b:1', 'b t b:1', 'c t b:1', 'b t b:1', 'c t b:1', 'a t b:1']);
  });

  it('keep the results by contestant, in order of the rounds, and tell each at once', async () => {
    const told: string[] = [];
    const measured = await runRounds(contestantsInto([]), course, (name, round, { seconds }) => {
      told.push(`${name} ${round} ${seconds}`);
    });
    expect(told).toEqual(['a 0 1', 'b 0 2', 'c 0 3', 'b 1 2', 'c 1 3', 'a 1 1']);
    expect(measured.map(({ contestant, results }) => [contestant.name, results.length])).toEqual([
      ['a', 2],
      ['b', 2],
      ['c', 2],
    ]);
  });
});
