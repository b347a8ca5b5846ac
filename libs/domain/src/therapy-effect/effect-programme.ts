import { dailyVolumeNl } from '../therapy/schedule.ts';
import type { Therapy } from '../therapy/therapy.ts';
import { excuse } from './effect-day.ts';
import type { TherapyEffect } from './effect-state.ts';
import { HABIT_DAYS, loosenHabit } from './request-habit.ts';

/** A dose counts as changed from 3 % on. */
const DOSE_CHANGE = 1.03;
/** Days through which a lower dose explains complaints [U]. */
const LOWER_DOSE_DAYS = 7;
/** Days' knowledge that is left of a habit when the dose, or the patient's bolus, has changed. */
const LOOSENED = { dose: 2 * HABIT_DAYS, bolus: HABIT_DAYS };

const bolusOf = ({ patientBolus }: Therapy): string | null =>
  patientBolus === null ? null : `${patientBolus.volumeNl}/${patientBolus.lockoutSeconds}/${patientBolus.maxPerDay}`;

const withBolus = (state: TherapyEffect, bolus: string | null): TherapyEffect => {
  if (bolus === state.bolus) return state;
  return { ...state, bolus, habit: loosenHabit(state.habit, LOOSENED.bolus) };
};

/** The dose after a change against the former: a lower one explains complaints for a while, a higher one should end them. */
const withDose = (state: TherapyEffect, day: number, dailyNl: number): TherapyEffect => {
  if (state.dailyNl === dailyNl) return state;
  const former = state.dailyNl ?? 0;
  if (former === 0) return { ...state, dailyNl };
  const next = { ...state, dailyNl, habit: loosenHabit(state.habit, LOOSENED.dose) };
  if (dailyNl > former * DOSE_CHANGE) return { ...next, raised: day };
  return dailyNl * DOSE_CHANGE < former ? excuse(next, day + LOWER_DOSE_DAYS) : next;
};

/** Whether the programme itself gives too little to speak of: complaints are no wonder. */
export const rests = (therapy: Therapy | null): boolean =>
  therapy !== null && (therapy.mode === 'stopped' || therapy.mode === 'minimum-rate');

/** The state after a programming on a day. A rest changes neither dose nor habit: what comes after it is held against what was before. */
export const reprogram = (state: TherapyEffect, day: number, therapy: Therapy | null): TherapyEffect =>
  therapy === null || rests(therapy)
    ? state
    : withBolus(withDose(state, day, dailyVolumeNl(therapy)), bolusOf(therapy));
