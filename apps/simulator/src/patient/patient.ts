import { dayMs, hourMs } from '../time/periods.ts';
import type { RandomStream } from '../random/random-stream.ts';

/** What a patient needs and how the body follows it. */
export interface PatientTraits {
  /** The volume a day, at the tip, at which the therapy is right. */
  readonly needNlPerDay: number;
  /** How slowly the effect follows the delivery. */
  readonly effectMs: number;
  readonly withdrawal: boolean;
  /** Boluses that a patient who may ask for them wants in a day when all is well. */
  readonly bolusesPerDay: number;
  /** How much more a patient asks when the effect is gone. */
  readonly urgency: number;
  /** How readily a patient reports, relative to others. */
  readonly candour: number;
}

/** The therapy that a patient's need is drawn around: what is really expelled a day, and a bolus as a share of it (0 without). */
export interface DrawnTherapy {
  readonly dailyNl: number;
  readonly bolusShare: number;
  readonly withdrawal: boolean;
}

/** Draws a patient whose need the programme and the usual boluses meet, give or take. */
export const drawPatient = (stream: RandomStream, { dailyNl, bolusShare, withdrawal }: DrawnTherapy): PatientTraits => {
  const bolusesPerDay = Math.min(5, stream.logNormal(1.2, 0.7));
  return {
    needNlPerDay: dailyNl * (1 + 0.8 * bolusShare * bolusesPerDay) * stream.logNormal(1, 0.05),
    effectMs: Math.min(30, Math.max(8, stream.logNormal(16, 0.35))) * hourMs,
    withdrawal,
    bolusesPerDay,
    urgency: stream.logNormal(3.5, 0.5),
    candour: stream.logNormal(1, 0.5),
  };
};

/** How the therapy works: 1 is right, 0 is none; follows what arrives at the tip with a delay (first order). */
export class Patient {
  effect = 1;
  needNlPerDay: number;

  constructor(readonly traits: PatientTraits) {
    this.needNlPerDay = traits.needNlPerDay;
  }

  /** A stretch of time in which `arrivedNl` reached the tip. */
  receive(lengthMs: number, arrivedNl: number): void {
    if (lengthMs <= 0) return;
    const supply = (arrivedNl / lengthMs) * (dayMs / this.needNlPerDay);
    this.effect = supply + (this.effect - supply) * Math.exp(-lengthMs / this.traits.effectMs);
  }

  /** Tolerance: after a change of the dose by `factor` most of it becomes the new need. */
  adapt(factor: number): void {
    this.needNlPerDay *= factor ** 0.7;
  }

  /** Drug that went into the tissue around the pump works too, at once and strongly. */
  flood(shareOfDay: number): void {
    this.effect += shareOfDay;
  }
}

const restMs = 6 * hourMs;

/** How many boluses a day the patient asks for now: nights are quiet, a failing therapy makes urgent. */
export const bolusDemand = ({ traits, effect }: Patient, at: number): number => {
  const hour = (at / hourMs) % 24;
  const habit = traits.bolusesPerDay * (hour < 6 ? 0.25 : 1.25);
  return habit * (1 + traits.urgency * Math.min(1, Math.max(0, (0.85 - effect) / 0.6)));
};

/** The next moment from `at` on at which the demand is looked at anew. */
export const demandChangesAt = (at: number): number => (Math.floor(at / restMs) + 1) * restMs;
