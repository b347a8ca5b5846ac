import type { Contestant, Result } from './contestant.ts';
import type { Measured } from './report.ts';

export interface Course {
  readonly topic: string;
  readonly brokers: string;
  readonly total: number;
  readonly rounds: number;
}

/**
 * Runs the contestants one after the other, round by round, each round beginning with another one,
 * so that a machine that slows down or caches that warm up favour none of them.
 */
export const runRounds = async (
  contestants: readonly Contestant[],
  { topic, brokers, total, rounds }: Course,
  tell: (contestant: string, round: number, result: Result) => void,
): Promise<Measured[]> => {
  const results = new Map<string, Result[]>(contestants.map(({ name }) => [name, []]));
  for (const contestant of contestants) await contestant.prepare?.();
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contestants.length;
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const result = await contestant.run(topic, brokers, total);
      results.get(contestant.name)?.push(result);
      tell(contestant.name, round, result);
    }
  }
  return contestants.map(contestant => ({ contestant, results: results.get(contestant.name) ?? [] }));
};
