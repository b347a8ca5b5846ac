import { newComplaintHabit, type ComplaintHabit } from './complaint.ts';
import { initialOdds, type FaultOdds } from './fault-odds.ts';
import { newHabit, type RequestHabit } from './request-habit.ts';

/** A refill at which more was left than the account's limit allows. */
export interface LeftOver {
  readonly day: number;
  readonly moreNl: number;
  readonly limitNl: number;
}

/**
 * What bolus requests, symptoms and refills say of whether the drug arrives; a function of the events in order alone. Days are those of the pump's
 * clock (UTC, counted from 1970). Plain data, safe to keep as JSON.
 */
export interface TherapyEffect {
  /** The day being counted; null before any event. */
  readonly day: number | null;
  /** Whether that day was seen from its start. */
  readonly whole: boolean;
  /** Boluses asked for on that day so far. */
  readonly asked: number;
  readonly habit: RequestHabit;
  readonly complaints: ComplaintHabit;
  /** What the gravest complaint of that day said; null without one. */
  readonly gravest: number | null;
  /** Day of the last symptom of any kind: somebody writes them down. */
  readonly heard: number | null;
  readonly odds: FaultOdds;
  /** Through that day complaints and requests have another explanation. */
  readonly excused: number | null;
  /** Day of the last rise of the dose. */
  readonly raised: number | null;
  /** What the programme gives in a day; null before the first. */
  readonly dailyNl: number | null;
  /** Settings of the patient's bolus: volume, lockout, maximum; null without one. */
  readonly bolus: string | null;
  readonly leftOver: LeftOver | null;
  /** The last day on which next to nothing spoke for a fault, and the complaints since. */
  readonly quiet: number | null;
  readonly told: number;
  readonly suspected: boolean;
}

/** Before any event. */
export const initialTherapyEffect: TherapyEffect = {
  day: null,
  whole: false,
  asked: 0,
  habit: newHabit,
  complaints: newComplaintHabit,
  gravest: null,
  heard: null,
  odds: initialOdds,
  excused: null,
  raised: null,
  dailyNl: null,
  bolus: null,
  leftOver: null,
  quiet: null,
  told: 0,
  suspected: false,
};
