import { formatTime, type EpochMs, type Evidence } from '@cisterna/contract';
import { usualComplaints } from './complaint.ts';
import { DAY_MS, SUSPICION } from './effect-day.ts';
import type { LeftOver, TherapyEffect } from './effect-state.ts';
import { probabilityOf, RESPONSES, RESTING_ODDS, toldOdds, totalOdds } from './fault-odds.ts';
import { expectationOf, isSettled, LATELY_DAYS, surge } from './request-habit.ts';
import { effectAssessable } from './therapy-effect.ts';

/** What the indirect evidence amounts to. */
export interface EffectJudgement {
  /** Whether anything can be known; without it the rest means nothing. */
  readonly assessable: boolean;
  readonly suspected: boolean;
  /** Of what the patient shows and of what may be there unseen. */
  readonly logOdds: number;
  /** Of what the patient shows alone. */
  readonly shown: number;
  /** The best guess: a little before the last day on which nothing spoke for a fault; null unless suspected. */
  readonly onsetAt: EpochMs | null;
  /** Only what was left in the reservoir tells an occlusion; that the drug does not arrive looks alike for all faults. */
  readonly kind: 'occlusion' | null;
  /** At most four items, for any probability; `weight` 1 would be enough for a suspicion by itself. */
  readonly evidence: Evidence[];
}

/** Log odds that lead from rest to a suspicion. */
const ENOUGH = SUSPICION.begins - RESTING_ODDS;
/** A refill speaks of the present fault if it was not longer ago. */
const LEFT_OVER_DAYS = 60;
/** Withdrawal begins 48 to 96 hours after a stop (sources in docs/detection.md). */
const FELT_AFTER_DAYS = 2;
/** 9999-12-31: no later day can be written. */
const LAST_DAY = 2_932_896;
const USUAL_RESPONSE = RESPONSES[0];

const tenths = (value: number): number => Math.round(value * 10) / 10;
const weightOf = (logOdds: number): number => Math.round((100 * Math.max(0, logOdds)) / ENOUGH) / 100;
const startOf = (day: number): EpochMs => Math.max(0, Math.min(LAST_DAY, day)) * DAY_MS;
const timeOf = (day: number): string => formatTime(startOf(day));

const requestEvidence = ({ habit, bolus }: TherapyEffect, day: number): Evidence[] => {
  if (bolus === null || !isSettled(habit)) return [];
  const expected = expectationOf(habit);
  const ratio = USUAL_RESPONSE?.requests ?? 1;
  const weight = weightOf(LATELY_DAYS * surge(expected, habit.lately, ratio));
  const [lately, usual] = [tenths(habit.lately), tenths(expected.mean)];
  const text = `Boluses asked for lately: ${lately} a day, usual ${usual}.`;
  return weight === 0
    ? []
    : [{ kind: 'bolus-requests', at: timeOf(day), observed: lately, expected: usual, weight, text }];
};

const complaintEvidence = ({ complaints, told, quiet }: TherapyEffect, day: number): Evidence[] => {
  if (told === 0) return [];
  const days = Math.max(1, day - (quiet ?? day));
  const usual = usualComplaints({ ...complaints, lastDay: null }, day);
  const weight = weightOf(told * Math.log((USUAL_RESPONSE?.complaintsPerDay ?? usual) / usual));
  const expected = tenths(days * usual);
  const text = `Complaints of too little effect in ${days} days: ${told}, usual ${expected}.`;
  return [{ kind: 'symptoms', at: timeOf(complaints.lastDay ?? day), observed: told, expected, weight, text }];
};

const doseEvidence = ({ raised, quiet, complaints, told }: TherapyEffect): Evidence[] => {
  const last = complaints.lastDay;
  if (raised === null || quiet === null || last === null || raised < quiet || last <= raised || told < 2) return [];
  const text = 'Complaints go on after the dose was raised.';
  return [
    { kind: 'dose-without-effect', at: timeOf(raised), observed: 'complaints', expected: 'relief', weight: 0.1, text },
  ];
};

const leftOverLately = ({ leftOver }: TherapyEffect, day: number): LeftOver | null =>
  leftOver !== null && day - leftOver.day <= LEFT_OVER_DAYS ? leftOver : null;

const millilitres = (nl: number): number => tenths(nl / 1_000_000);

const leftOverEvidence = ({ day, moreNl, limitNl }: LeftOver): Evidence => ({
  kind: 'volume-left',
  at: timeOf(day),
  observed: moreNl,
  expected: 0,
  weight: weightOf(Math.min(2.2, 0.2 + moreNl / limitNl)),
  text: `At the refill ${millilitres(moreNl)} mL more was left than the pump’s account says; the limit is ${millilitres(limitNl)} mL.`,
});

const evidenceIn = (state: TherapyEffect, day: number): Evidence[] => {
  const leftOver = leftOverLately(state, day);
  const items = [...requestEvidence(state, day), ...complaintEvidence(state, day), ...doseEvidence(state)];
  if (leftOver !== null) items.push(leftOverEvidence(leftOver));
  return items.sort((a, b) => b.weight - a.weight);
};

/** Reads the judgement off the state: for views, not for every event. The evidence names what is unusual; with nothing unusual it is empty. */
export const judgeTherapyEffect = (state: TherapyEffect): EffectJudgement => {
  const { suspected, quiet } = state;
  const day = state.day ?? 0;
  return {
    assessable: effectAssessable(state),
    suspected,
    logOdds: toldOdds(state.odds),
    shown: Math.round(1000 * probabilityOf(totalOdds(state.odds))) / 1000,
    onsetAt: suspected && quiet !== null ? startOf(quiet - FELT_AFTER_DAYS) : null,
    kind: suspected && leftOverLately(state, day) !== null ? 'occlusion' : null,
    evidence: evidenceIn(state, day),
  };
};
