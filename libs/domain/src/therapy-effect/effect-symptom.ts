import type { EventData } from '@cisterna/contract';
import type { MriWindow } from '../mechanism/mri-window.ts';
import { gravity, isComplaint, RELIEF, usualComplaints } from './complaint.ts';
import { speaks, withOdds } from './effect-day.ts';
import type { TherapyEffect } from './effect-state.ts';
import { shift, weigh } from './fault-odds.ts';

/** A rise of the dose should have helped after so many days, and is forgotten after so many. What a complaint in between says more [U]. */
const RAISE = { helpsAfter: 2, forgottenAfter: 21, unanswered: 0.7 };
/** A complaint says no more than this, however strange it is for the patient. */
const LOUDEST = 5;

const isUnanswered = ({ raised }: TherapyEffect, day: number): boolean =>
  raised !== null && day >= raised + RAISE.helpsAfter && day <= raised + RAISE.forgottenAfter;

const saidBy = (state: TherapyEffect, day: number, symptom: EventData<'symptom.reported.v1'>): number =>
  Math.round(100 * (gravity(symptom) + (isUnanswered(state, day) ? RAISE.unanswered : 0))) / 100;

/** Of several complaints of a day the gravest counts, once. */
const complain = (state: TherapyEffect, day: number, said: number): TherapyEffect => {
  if (state.gravest !== null) {
    const more = said - state.gravest;
    return more <= 0 ? state : { ...withOdds(state, shift(state.odds, more)), gravest: said };
  }
  const usual = usualComplaints(state.complaints, day);
  const odds = weigh(state.odds, ({ complaintsPerDay }) =>
    Math.min(LOUDEST, Math.log(complaintsPerDay / usual) + said),
  );
  const told = withOdds({ ...state, told: state.told + 1 }, odds);
  return { ...told, gravest: said };
};

/** The state after a symptom that was told on a day. Relief counts only as the first word of a day. */
export const hear = (
  state: TherapyEffect,
  day: number,
  symptom: EventData<'symptom.reported.v1'>,
  windows: readonly MriWindow[],
): TherapyEffect => {
  const heard = state.heard === day ? state : { ...state, heard: day };
  if (!speaks(state, day, windows)) return heard;
  if (isComplaint(symptom)) return complain(heard, day, saidBy(state, day, symptom));
  if (heard === state) return state;
  const relief = RELIEF[symptom.kind === 'overdose' ? 'overdose' : 'none'];
  return withOdds(heard, shift(heard.odds, relief));
};
