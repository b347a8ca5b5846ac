import {
  acceptLately,
  expectationOf,
  HABIT_DAYS,
  isSettled,
  learnDay,
  loosenHabit,
  newHabit,
  surge,
  usualRequests,
  type RequestHabit,
} from './request-habit.ts';

const learned = (counts: readonly number[], from: RequestHabit = newHabit): RequestHabit =>
  counts.reduce((habit, count) => learnDay(habit, count, 1), from);
const days = (count: number, ...pattern: number[]): number[] =>
  Array.from({ length: count }, (_, day) => pattern[day % pattern.length] ?? 0);

describe('the habit of asking for boluses', () => {
  it('is not settled before a week', () => {
    expect(isSettled(learned(days(HABIT_DAYS - 1, 1)))).toBe(false);
    expect(isSettled(learned(days(HABIT_DAYS + 2, 1)))).toBe(true);
  });

  it('comes near what the patient does', () => {
    expect(usualRequests(learned(days(60, 2, 4)))).toBeCloseTo(3, 0);
    expect(usualRequests(learned(days(60, 0)))).toBeLessThan(0.05 + 1e-9);
  });

  it('follows a new fashion within weeks', () => {
    const changed = learned(days(60, 4), learned(days(60, 1)));
    expect(usualRequests(changed)).toBeGreaterThan(3);
  });

  it('learns little from a day that counts little', () => {
    const habit = learned(days(30, 1));
    expect(usualRequests(learnDay(habit, 12, 0.05))).toBeLessThan(1.05);
    expect(learnDay(habit, 12, 0.05).lately).toBeGreaterThan(4);
  });

  it('takes a flood of requests for sixty', () => {
    expect(learned([1e6])).toEqual(learned([60]));
  });
});

describe('the surge of a day', () => {
  const even = expectationOf(learned(days(40, 1)));
  const uneven = expectationOf(learned(days(40, 0, 0, 0, 4)));

  it('speaks for lost therapy when many more ask, against it when as many as usual do', () => {
    expect(surge(even, 6, 3)).toBeGreaterThan(2);
    expect(surge(even, 1, 3)).toBeLessThan(0);
    expect(surge(even, 0, 3)).toBeLessThan(surge(even, 1, 3));
  });

  it('says less of a patient whose days differ much', () => {
    expect(surge(uneven, 4, 3)).toBeLessThan(surge(even, 4, 3));
  });

  it('says less as long as little is known', () => {
    expect(surge(expectationOf(learned(days(7, 1))), 5, 3)).toBeLessThan(surge(even, 5, 3));
  });

  it('of the usual ratio says nothing', () => {
    expect(surge(even, 9, 1)).toBeCloseTo(0, 9);
  });
});

describe('a habit that was taken back', () => {
  it('keeps its mean and forgets its years', () => {
    const habit = loosenHabit(learned(days(90, 2)), 7);
    expect(habit.days).toBe(7);
    expect(habit.asked / habit.days).toBeCloseTo(2, 1);
    expect(usualRequests(learned(days(7, 6), habit))).toBeGreaterThan(3.4);
  });

  it('stays as it is when it knows less already', () => {
    const habit = learned(days(5, 2));
    expect(loosenHabit(habit, 7)).toBe(habit);
  });

  it('becomes what it was lately once the cause is known not to be the catheter', () => {
    const surged = days(6, 8).reduce((habit, count) => learnDay(habit, count, 0), learned(days(60, 1)));
    expect(usualRequests(surged)).toBeLessThan(1.1);
    const accepted = acceptLately(surged);
    expect(usualRequests(accepted)).toBeGreaterThan(5);
    expect(surge(expectationOf(accepted), 8, 3)).toBeLessThan(0.5);
  });

  it('is not lowered by a few quiet days', () => {
    const calmed = learned(days(3, 0), learned(days(60, 3)));
    expect(usualRequests(acceptLately(calmed))).toBeGreaterThan(2.3);
    expect(acceptLately(newHabit)).toBe(newHabit);
  });
});
