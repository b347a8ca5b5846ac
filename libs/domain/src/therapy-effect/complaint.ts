import type { EventData } from '@cisterna/contract';

type Symptom = EventData<'symptom.reported.v1'>;

/** How often a patient complains of too little effect while the therapy works. Plain data, safe to keep as JSON. */
export interface ComplaintHabit {
  readonly days: number;
  readonly complaints: number;
  /** Day of the last complaint that was not explained otherwise; null before the first. */
  readonly lastDay: number | null;
}

/** Nothing learned yet. */
export const newComplaintHabit: ComplaintHabit = { days: 0, complaints: 0, lastDay: null };

/** Three or four complaints a year come without a cause [U]: as much as 120 days would have taught. */
const PRIOR = { days: 120, complaints: 1.2 };
const MEMORY_DAYS = 365;
/** One complaint brings others, whatever the cause: a bad week [U]. */
const ECHO = { perDay: 0.05, days: 4 };
const MOST_PER_DAY = 0.5;

const grain = (value: number): number => Math.round(value * 1000) / 1000;

/** Complaints to expect on a day, cause or no cause. */
export const usualComplaints = ({ days, complaints, lastDay }: ComplaintHabit, day: number): number => {
  const habit = (complaints + PRIOR.complaints) / (days + PRIOR.days);
  const echo = lastDay === null ? 0 : ECHO.perDay * Math.exp(-Math.max(0, day - lastDay) / ECHO.days);
  return Math.min(MOST_PER_DAY, habit + echo);
};

/** The habit after a day that counts `weight` (0 to 1). */
export const learnComplaintDay = (
  habit: ComplaintHabit,
  day: number,
  complained: boolean,
  weight: number,
): ComplaintHabit => {
  const keep = 1 - weight / MEMORY_DAYS;
  return {
    days: grain(habit.days * keep + weight),
    complaints: grain(habit.complaints * keep + (complained ? weight : 0)),
    lastDay: complained ? day : habit.lastDay,
  };
};

/** Whether a symptom says that too little arrives. */
export const isComplaint = ({ kind }: Symptom): boolean => kind === 'withdrawal' || kind === 'underdose';

/** Share of withdrawal among complaints of a working therapy, and of a failing one [U]. */
const WITHDRAWAL = { working: 0.15, failing: 0.5 };
/** Severity at which both are as likely, how steeply it speaks, and how loudly at most [U]. */
const SEVERITY = { even: 4, slope: 0.3, most: 1 };

/** What kind and severity of a complaint say for a failing therapy (log-likelihood ratio), apart from how often they come. */
export const gravity = ({ kind, severity }: Symptom): number => {
  const withdrawal = kind === 'withdrawal';
  const byKind = withdrawal
    ? Math.log(WITHDRAWAL.failing / WITHDRAWAL.working)
    : Math.log((1 - WITHDRAWAL.failing) / (1 - WITHDRAWAL.working));
  const bySeverity = Math.max(-SEVERITY.most, Math.min(SEVERITY.most, SEVERITY.slope * (severity - SEVERITY.even)));
  return byKind + bySeverity;
};

/** Who says that all is well, or that it is too much, seldom has a failing catheter; a fracture that opens and closes gives both [U]. */
export const RELIEF: Readonly<Record<'none' | 'overdose', number>> = { none: -1.2, overdose: -1 };
