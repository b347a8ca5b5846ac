/**
 * How often a patient asks for boluses, granted or denied, learned from whole days; older days fade. Plain data, safe to keep as JSON.
 */
export interface RequestHabit {
  /** Days that speak, each weighed by how sound the therapy then seemed. */
  readonly days: number;
  /** Requests in them, and the sum of their daily squares: patients have good days and bad ones. */
  readonly asked: number;
  readonly squares: number;
  /** Requests a day lately: an average over about three days. */
  readonly lately: number;
}

/** Nothing learned yet. */
export const newHabit: RequestHabit = { days: 0, asked: 0, squares: 0, lately: 0 };

/** Days after which a habit may be compared with [U]. */
export const HABIT_DAYS = 7;
/** What a patient of whom little is known asks for [U]: about once a day, as much as one day would have taught. */
const PRIOR = { days: 1, asked: 1 };
/** Days that a habit remembers [U]: fashions last weeks. */
const MEMORY_DAYS = 45;
/** Days over which the present is averaged. */
export const LATELY_DAYS = 3;
/** Excess variance of daily counts over Poisson, relative to the squared mean [U], and how many requests of one's own outweigh it. */
const DISPERSION = { usual: 0.3, requests: 8, least: 0.08, most: 3 };
/** A hundred requests in a day say no more than sixty. */
const MOST_IN_A_DAY = 60;
const FEWEST_PER_DAY = 0.05;

const grain = (value: number): number => Math.round(value * 1000) / 1000;

/** Requests to expect in a day. */
export const usualRequests = ({ days, asked }: RequestHabit): number =>
  Math.max(FEWEST_PER_DAY, (asked + PRIOR.asked) / (days + PRIOR.days));

/** Inverse of the relative variance of a day beyond Poisson: good and bad days, and doubt about the habit itself. */
const steadiness = ({ days, asked, squares }: RequestHabit): number => {
  const mean = days > 0 ? asked / days : 0;
  const own = days > 0 ? Math.max(0, squares / days - mean * mean - mean) : 0;
  const excess = (mean > 0 ? (own / mean) * days : 0) + DISPERSION.usual * DISPERSION.requests;
  const dispersion = Math.min(DISPERSION.most, Math.max(DISPERSION.least, excess / (asked + DISPERSION.requests)));
  return 1 / (dispersion + 1 / (asked + PRIOR.asked));
};

/** Whether a day can be held against the habit. */
export const isSettled = ({ days }: RequestHabit): boolean => days >= HABIT_DAYS;

/** What a day is held against: how many to expect and how steadily. */
export interface Expectation {
  readonly mean: number;
  readonly steadiness: number;
}

export const expectationOf = (habit: RequestHabit): Expectation => ({
  mean: usualRequests(habit),
  steadiness: steadiness(habit),
});

/** Log-likelihood ratio of a day's requests if they come `ratio` times as often as usual: negative binomial against negative binomial. */
export const surge = ({ mean, steadiness: r }: Expectation, requests: number, ratio: number): number => {
  const count = Math.min(MOST_IN_A_DAY, requests);
  return count * Math.log(ratio) - (count + r) * Math.log((r + ratio * mean) / (r + mean));
};

/** The habit after a whole day that counts `weight` (0 to 1). */
export const learnDay = (habit: RequestHabit, requests: number, weight: number): RequestHabit => {
  const count = Math.min(MOST_IN_A_DAY, requests);
  const keep = 1 - weight / MEMORY_DAYS;
  return {
    days: grain(habit.days * keep + weight),
    asked: grain(habit.asked * keep + weight * count),
    squares: grain(habit.squares * keep + weight * count * count),
    lately: grain(habit.lately + (count - habit.lately) / LATELY_DAYS),
  };
};

/** The same habit, taken for no more than so many days' knowledge: what comes next teaches quickly. */
export const loosenHabit = (habit: RequestHabit, days: number): RequestHabit => {
  if (habit.days <= days) return habit;
  const share = days / habit.days;
  return { ...habit, days, asked: grain(habit.asked * share), squares: grain(habit.squares * share) };
};

/** A habit that has become what it was lately: the cause was looked for and is not the catheter. */
export const acceptLately = (habit: RequestHabit): RequestHabit => {
  const mean = Math.max(habit.lately, usualRequests(habit));
  if (habit.days === 0 || mean === usualRequests(habit)) return loosenHabit(habit, HABIT_DAYS);
  const days = Math.min(habit.days, HABIT_DAYS);
  return { ...habit, days, asked: grain(mean * days), squares: grain(days * mean * (1 + 1.5 * mean)) };
};
