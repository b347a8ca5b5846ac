import type { EpochMs } from '@cisterna/contract';
import type { MriWindow } from '../mechanism/mri-window.ts';
import { learnComplaintDay, usualComplaints } from './complaint.ts';
import { effectAssessable, isExcused } from './effect-assessable.ts';
import type { TherapyEffect } from './effect-state.ts';
import { passDays, probabilityOf, RESTING_ODDS, totalOdds, USUALLY_UNFELT, weigh, type FaultOdds } from './fault-odds.ts';
import { expectationOf, isSettled, learnDay, surge } from './request-habit.ts';

/** A day of the pump's clock. */
export const DAY_MS = 86_400_000;

/** The day a time falls into. */
export const dayOf = (at: EpochMs): number => Math.floor(at / DAY_MS);

/** Log odds from which on a suspicion stands, and below which it ends: probability 0.5 and 0.2. */
export const SUSPICION = { begins: 0, ends: -Math.log(4) };
/** Log odds so near to rest that nothing has begun yet. */
const QUIET = RESTING_ODDS + 0.7;
/** Neighbouring days are not independent, and bad days come in a row [U]: a day's requests count for less than their likelihood ratio, and for no more than so much. */
const REQUESTS = { share: 0.7, least: -1.5, most: 2.5 };
/** A day may pass until the effect is back after the magnet [U]; no examination takes longer than two, whatever was written down. */
const MRI = { afterDays: 1, mostDays: 2 };

const isSuspected = (state: TherapyEffect, logOdds: number): boolean =>
  logOdds >= (state.suspected ? SUSPICION.ends : SUSPICION.begins);

/** The state with other odds, and what follows from them. */
export const withOdds = (state: TherapyEffect, odds: FaultOdds): TherapyEffect => {
  const logOdds = totalOdds(odds);
  const suspected = isSuspected(state, logOdds);
  return logOdds > QUIET ? { ...state, odds, suspected } : { ...state, odds, suspected, quiet: state.day, told: 0 };
};

const inMri = (windows: readonly MriWindow[], day: number): boolean => {
  for (const { startsAt, endsAt } of windows) {
    const end = Math.min(endsAt, startsAt + MRI.mostDays * DAY_MS);
    if (startsAt < (day + 1) * DAY_MS && end > (day - MRI.afterDays) * DAY_MS) return true;
  }
  return false;
};

/** Explains all through a day. */
export const excuse = (state: TherapyEffect, through: number): TherapyEffect =>
  state.excused !== null && state.excused >= through ? state : { ...state, excused: through };

/** Whether what a patient says and does on a day may speak of the catheter. */
export const speaks = (state: TherapyEffect, day: number, windows: readonly MriWindow[]): boolean =>
  !isExcused(state, day) && !inMri(windows, day);

const clip = (value: number): number => Math.max(REQUESTS.least, Math.min(REQUESTS.most, REQUESTS.share * value));

/** The odds after days of time alone. While nothing can be known, no fault would show. */
const pass = (state: TherapyEffect, days: number): FaultOdds =>
  passDays(state.odds, days, effectAssessable(state) ? USUALLY_UNFELT : 1);

/** Holds a whole day against the habits, then learns from it: the more, the less it is suspect. */
const judgeDay = (state: TherapyEffect, day: number): TherapyEffect => {
  const { habit, asked, complaints, gravest, bolus } = state;
  const comparable = bolus !== null && isSettled(habit);
  const expected = expectationOf(habit);
  const usual = usualComplaints(complaints, day);
  const odds = weigh(
    pass(state, 1),
    ({ requests, complaintsPerDay }) =>
      (comparable && requests > 1 ? clip(surge(expected, asked, requests)) : 0) - Math.max(0, complaintsPerDay - usual),
  );
  const judged = withOdds(state, odds);
  const weight = 1 - probabilityOf(totalOdds(odds));
  return {
    ...judged,
    habit: bolus === null ? habit : learnDay(habit, asked, weight),
    complaints: learnComplaintDay(complaints, day, gravest !== null, weight),
  };
};

const begin = (state: TherapyEffect, day: number, whole: boolean): TherapyEffect => ({
  ...state,
  day,
  whole,
  asked: 0,
  gravest: null,
});

const notAfter = (value: number | null, day: number): number | null => (value === null ? null : Math.min(value, day));

/** The clock was wrong and went back: nothing lies in the future, and no excuse far in it. */
const goBack = (state: TherapyEffect, day: number): TherapyEffect => ({
  ...begin(state, day, false),
  complaints: { ...state.complaints, lastDay: notAfter(state.complaints.lastDay, day) },
  excused: notAfter(state.excused, day),
  heard: notAfter(state.heard, day),
  raised: notAfter(state.raised, day),
  quiet: notAfter(state.quiet, day),
});

/** Days beyond which nothing is left to fade. */
const LONGEST = 400;

/** Ends the day that was counted and begins the one of this event. Days with a gap after them, or begun in the middle, teach nothing. */
export const rollOver = (state: TherapyEffect, day: number, windows: readonly MriWindow[]): TherapyEffect => {
  if (state.day === null) return begin({ ...state, quiet: day }, day, false);
  const days = day - state.day;
  if (days < -1) return goBack(state, day);
  if (days <= 0) return state;
  const known = days === 1 && state.whole && speaks(state, state.day, windows);
  const judged = known ? judgeDay(state, state.day) : withOdds(state, pass(state, Math.min(days, LONGEST)));
  return begin(judged, day, days === 1);
};
