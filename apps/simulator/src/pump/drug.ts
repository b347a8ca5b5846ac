import type { RandomStream } from '../random/random-stream.ts';

/** A drug of the solution with its concentration. */
export interface Drug {
  readonly code: 'baclofen' | 'morphine' | 'hydromorphone' | 'fentanyl' | 'ziconotide' | 'bupivacaine' | 'clonidine';
  readonly concentrationMicrogramsPerMl: number;
}

interface Prescription {
  readonly weight: number;
  readonly code: Drug['code'];
  readonly concentrations: readonly [number, ...number[]];
  readonly stableDays: number;
  readonly withdrawal: boolean;
  /** Share of the patients who may ask for boluses. */
  readonly bolusShare: number;
}

// Patient mix: registry of 7 459 patients, 21.6 % spasticity, the rest pain. Stability: 180 days for baclofen (label practice), 90 for
// morphine (nursing hub). Shares among pain drugs and of bolus devices are unconfirmed defaults.
const prescriptions: readonly [Prescription, ...Prescription[]] = [
  {
    weight: 22,
    code: 'baclofen',
    concentrations: [500, 1000, 2000],
    stableDays: 180,
    withdrawal: true,
    bolusShare: 0.05,
  },
  { weight: 36, code: 'morphine', concentrations: [10_000, 25_000], stableDays: 90, withdrawal: true, bolusShare: 0.6 },
  {
    weight: 18,
    code: 'hydromorphone',
    concentrations: [4000, 10_000],
    stableDays: 120,
    withdrawal: true,
    bolusShare: 0.6,
  },
  { weight: 6, code: 'fentanyl', concentrations: [1000, 2000], stableDays: 90, withdrawal: true, bolusShare: 0.5 },
  { weight: 10, code: 'ziconotide', concentrations: [25, 100], stableDays: 60, withdrawal: false, bolusShare: 0.1 },
  { weight: 8, code: 'clonidine', concentrations: [500, 2000], stableDays: 90, withdrawal: true, bolusShare: 0.3 },
];

/** What is in the reservoir and how it binds the therapy. */
export interface Solution {
  readonly drugs: readonly Drug[];
  readonly stableDays: number;
  readonly withdrawal: boolean;
  readonly boluses: boolean;
}

/** Draws the solution of a patient: one drug, with bupivacaine beside three in ten opioids. */
export const drawSolution = (stream: RandomStream): Solution => {
  const { code, concentrations, stableDays, withdrawal, bolusShare } = stream.pickByWeight<Prescription>(prescriptions);
  const primary: Drug = { code, concentrationMicrogramsPerMl: stream.pick(concentrations) };
  const adjunct: Drug = { code: 'bupivacaine', concentrationMicrogramsPerMl: stream.pick([5000, 10_000, 20_000]) };
  const opioid = code === 'morphine' || code === 'hydromorphone' || code === 'fentanyl';
  const mixed = stream.chance(0.3) && opioid;
  return { drugs: mixed ? [primary, adjunct] : [primary], stableDays, withdrawal, boluses: stream.chance(bolusShare) };
};
