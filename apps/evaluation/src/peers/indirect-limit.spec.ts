import type { PumpEvent } from '@cisterna/contract';
import { Chance } from '../alternative/chance.ts';
import { complaintAt, reportAt, requestAt } from '../testing/truths.ts';
import { indirectLimit, knowHabit } from './indirect-limit.ts';

/** Days of a life with so many requests a day on average. */
const life = (name: string, days: number, requests: (day: number) => number): PumpEvent[] => {
  const chance = new Chance(name);
  return Array.from({ length: days }, (_, day) => {
    const asked = Array.from({ length: chance.count(requests(day)) }, (_unused, at) =>
      requestAt(day * 24 + 1 + at / 4),
    );
    return [reportAt(day * 24, null), ...asked, reportAt(day * 24 + 20, null)];
  }).flat();
};
const sound = life('sound', 180, () => 3);

describe('a known habit', () => {
  it('counts requests and complaints per day', () => {
    const habit = knowHabit(sound);
    expect(habit.requestsPerDay).toBeCloseTo(3, 0);
    expect(habit.spread).toBeLessThan(1.6);
    expect(habit.complaintsPerDay).toBeCloseTo(2 / 365, 9);
    expect(knowHabit([]).requestsPerDay).toBe(0);
  });
});

describe('the limit without a sensor', () => {
  it('stays quiet through the sound life that it knows', () => {
    const detector = indirectLimit(sound);
    expect(sound.some(event => detector.take(event))).toBe(false);
  });

  it('finds doubled requests in some days', () => {
    const detector = indirectLimit(sound);
    const said = life('sound', 180, day => (day < 100 ? 3 : 9)).map(event => ({
      day: Math.floor(event.seq / 24),
      suspects: detector.take(event),
    }));
    const found = said.find(({ suspects }) => suspects)?.day ?? Infinity;
    expect(found).toBeGreaterThanOrEqual(100);
    expect(found).toBeLessThan(108);
  });

  it('finds complaints of one who asks for nothing', () => {
    const quiet = life('quiet', 180, () => 0);
    const detector = indirectLimit(quiet);
    const said = [
      reportAt(0, null),
      ...[1, 2, 3].flatMap(day => [complaintAt(day * 24, 4), reportAt(day * 24 + 1, null)]),
    ].map(event => detector.take(event));
    expect(said.at(-1)).toBe(true);
    detector.foundPatent();
    expect(detector.take(reportAt(100, null))).toBe(false);
  });
});
