import { parseTime, type EpochMs, type PumpEvent } from '@cisterna/contract';
import type { MriWindow } from '../mechanism/mri-window.ts';
import type { Reconciliation } from '../reservoir/reconciliation.ts';
import type { Therapy } from '../therapy/therapy.ts';
import { isExcused } from './effect-assessable.ts';
import { dayOf, excuse, rollOver, withOdds } from './effect-day.ts';
import { reprogram, rests } from './effect-programme.ts';
import type { TherapyEffect } from './effect-state.ts';
import { hear } from './effect-symptom.ts';
import { initialOdds, shift } from './fault-odds.ts';
import { acceptLately } from './request-habit.ts';

export { effectAssessable } from './effect-assessable.ts';
export { initialTherapyEffect, type TherapyEffect } from './effect-state.ts';

/** What else an event is judged by. */
export interface EffectContext {
  /** The programme after this event. */
  readonly therapy: Therapy | null;
  /** Whether the pump itself tells why the drug is short: stalled, stopped, empty or low, or delivering nothing. */
  readonly deliveryDisturbed: boolean;
  /** What this event, a refill, was judged to be; null for any other. */
  readonly reconciliation: Reconciliation | null;
  readonly mriWindows: readonly MriWindow[];
}

/** Days after which complaints have their old meaning again: after a disturbance of the delivery, after an implantation [U]. */
const EXCUSED_DAYS = { disturbance: 3, surgery: 14 };
/** What more left than the limit says for an occlusion against an inaccurate pump, and what twice as much says [U]. */
const LEFT_OVER = { atLimit: 1.2, atTwice: 2.2 };
/** What disturbed the delivery so many days ago may still explain what was left. */
const STALE_EXCUSE_DAYS = 30;
const MOST_ASKED = 1000;
const REFUSED_REQUESTS: ReadonlySet<string> = new Set(['lockout', 'daily-maximum']);

/** Who presses has a button, also where the history does not hold the programme. */
const ask = (state: TherapyEffect): TherapyEffect => ({
  ...state,
  asked: Math.min(MOST_ASKED, state.asked + 1),
  bolus: state.bolus ?? 'unknown',
});

/** More left than the limit: the drug may have been held back. Not if the pump itself has told of a reason since the last refill. */
const reconcileRefill = (state: TherapyEffect, day: number, judged: Reconciliation | null): TherapyEffect => {
  if (judged === null || isExcused(state, day - STALE_EXCUSE_DAYS)) return state;
  const { discrepancyNl: moreNl, limitNl } = judged;
  if (moreNl <= limitNl) return state;
  const beyond = Math.min(1, moreNl / limitNl - 1);
  const says = LEFT_OVER.atLimit + (LEFT_OVER.atTwice - LEFT_OVER.atLimit) * beyond;
  return withOdds({ ...state, leftOver: { day, moreNl, limitNl } }, shift(state.odds, says));
};

/** An implantation that is yet to come is taken for one of today. */
const implant = (state: TherapyEffect, day: number, implantedAt: string | null | undefined): TherapyEffect => {
  const at = typeof implantedAt === 'string' ? parseTime(implantedAt) : null;
  return at === null ? state : excuse(state, Math.min(day, dayOf(at)) + EXCUSED_DAYS.surgery);
};

/** Whether a patient pressed: of what was refused, only that which does not follow from a pump that stands still or runs dry. */
const isRequest = (event: PumpEvent): boolean => {
  if (event.type === 'bolus.delivered.v1') return event.data.origin === 'patient' || event.data.kind === 'patient';
  return event.type === 'bolus.denied.v1' && REFUSED_REQUESTS.has(event.data.reason);
};

const evolveDay = (state: TherapyEffect, event: PumpEvent, context: EffectContext): TherapyEffect => {
  const day = dayOf(event.at);
  switch (event.type) {
    case 'bolus.delivered.v1':
    case 'bolus.denied.v1':
      return isRequest(event) ? ask(state) : state;
    case 'symptom.reported.v1':
      return hear(state, day, event.data, context.mriWindows);
    case 'therapy.programmed.v1':
      return reprogram(state, day, context.therapy);
    case 'reservoir.refilled.v1':
      return reconcileRefill(state, day, context.reconciliation);
    case 'pump.registered.v1':
      return implant(state, day, event.data.implantedAt);
    default:
      return state;
  }
};

/**
 * The effect after an event, the next in order. Total; the same object when nothing changed, as for most reports. Days are judged when an event of the
 * next day closes them, complaints and refills at once. Examinations and revisions: {@link absolveTherapyEffect}.
 */
export const evolveTherapyEffect = (state: TherapyEffect, event: PumpEvent, context: EffectContext): TherapyEffect => {
  const day = dayOf(event.at);
  const rolled = day === state.day ? state : rollOver(state, day, context.mriWindows);
  const excused =
    context.deliveryDisturbed || rests(context.therapy) ? excuse(rolled, day + EXCUSED_DAYS.disturbance) : rolled;
  return event.type === 'delivery.reported.v1' ? excused : evolveDay(excused, event, context);
};

/** Who has just been examined is less suspect than others, for about a month [U]. */
const JUST_EXAMINED = -2;

/** The catheter was found patent, or is a new one: no evidence is left, and what the patient asked for lately is a habit. */
export const absolveTherapyEffect = (state: TherapyEffect, at: EpochMs): TherapyEffect => ({
  ...state,
  habit: acceptLately(state.habit),
  complaints: { ...state.complaints, complaints: state.complaints.complaints + Math.min(1, state.told) },
  odds: shift(initialOdds, JUST_EXAMINED),
  leftOver: null,
  quiet: dayOf(at),
  told: 0,
  suspected: false,
});

/** Whether the evidence amounts to a suspicion; it falls back by itself when the evidence fades. */
export const effectSuspected = ({ suspected }: TherapyEffect): boolean => suspected;
