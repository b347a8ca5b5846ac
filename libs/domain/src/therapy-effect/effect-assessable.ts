import type { TherapyEffect } from './effect-state.ts';
import { isSettled } from './request-habit.ts';

/** Whether something else, as the pump or the programme tells, explains what a patient says and does on a day. */
export const isExcused = ({ excused }: TherapyEffect, day: number): boolean => excused !== null && excused >= day;

/** A symptom of any kind within so many days shows that somebody writes them down [U]. */
const HEARD_WITHIN_DAYS = 120;
/** Fewer requests than these in all are no habit to judge by. */
const FEWEST_ASKED = 5;

const asksForBoluses = ({ bolus, habit }: TherapyEffect): boolean =>
  bolus !== null && isSettled(habit) && habit.asked >= FEWEST_ASKED;

/**
 * Whether anything can be known: a suspicion stands, or the delivery is undisturbed and the patient either has a settled habit of asking for boluses, or
 * somebody writes symptoms down.
 */
export const effectAssessable = (state: TherapyEffect): boolean => {
  const { suspected, day, heard } = state;
  if (suspected || day === null) return suspected;
  if (isExcused(state, day)) return false;
  return asksForBoluses(state) || (heard !== null && day - heard <= HEARD_WITHIN_DAYS);
};
