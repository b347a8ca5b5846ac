import type { Chance } from './chance.ts';

/** A fault of the catheter: from `day` on so much of the drug does not arrive; an occlusion may show at the next refill. */
export interface ImaginedFault {
  readonly day: number;
  readonly loss: number;
  readonly overDays: number;
  readonly shows: boolean;
}

/** What a patient is like: drawn widely, from nobody's physics. */
export interface ImaginedPatient {
  readonly boluses: boolean;
  readonly asksPerDay: number;
  /** Shape of good and bad days: small ones differ much. */
  readonly evenness: number;
  readonly weekend: number;
  readonly wander: number;
  readonly urgency: number;
  readonly complaintsPerYear: number;
  readonly withdrawalShare: number;
  readonly allClearsPerYear: number;
  readonly badWeeksPerYear: number;
  readonly candour: number;
  readonly effectHours: number;
  readonly lockoutHours: number;
  readonly maxPerDay: number;
}

/** A patient of chance; `trouble` above 1 makes the sound days noisier than the detector was made for. */
export const drawPatient = (chance: Chance, trouble = 1): ImaginedPatient => ({
  boluses: chance.happens(0.75),
  asksPerDay: chance.happens(0.12) ? 0.02 : Math.min(4, chance.logNormal(1, 0.8)),
  evenness: chance.happens(0.5) ? 40 / trouble : Math.max(1, chance.between(1.5, 10) / trouble),
  weekend: chance.between(0.7, 1.4),
  wander: chance.between(0, 0.3) * trouble,
  urgency: chance.happens(0.12) ? 0 : chance.logNormal(2.2, 0.6),
  complaintsPerYear: trouble * (chance.happens(0.1) ? chance.between(8, 25) : chance.between(1, 8)),
  withdrawalShare: chance.between(0, 0.25),
  allClearsPerYear: chance.between(0, 6),
  badWeeksPerYear: chance.happens(0.5) ? 0 : chance.between(0, 4) * trouble,
  candour: chance.happens(0.15) ? 0.03 : chance.logNormal(0.3, 0.7),
  effectHours: chance.between(8, 30),
  lockoutHours: chance.between(1, 6),
  maxPerDay: Math.round(chance.between(3, 8)),
});

/** A fault of chance that begins between two days. */
export const drawFault = (chance: Chance, from: number, to: number): ImaginedFault => ({
  day: chance.between(from, to),
  loss: chance.happens(0.6) ? 1 : chance.between(0.5, 1),
  overDays: chance.happens(0.3) ? chance.between(3, 30) : 0.01,
  shows: chance.happens(0.15),
});

/** Share of the drug that arrives on a day. */
export const arrivingOn = (fault: ImaginedFault | null, day: number): number =>
  fault === null || day < fault.day ? 1 : 1 - fault.loss * Math.min(1, (day - fault.day) / fault.overDays);
