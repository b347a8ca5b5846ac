import type { Random } from './random.ts';

/** Taken out once: each look at a global costs dearly in the sandbox that tests run in. */
const { cos, exp, floor, PI, sqrt } = Math;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Pressure changes in steps of ten minutes. */
export const STEP_MS = 10 * MINUTE;

/** What reaches the catheter's port at a moment. */
export interface Moment {
  readonly meanPa: number;
  readonly pulsationPa: number;
}

/** How the drawn world is moved away from its defaults. */
export interface Disturbance {
  readonly noise: number;
  readonly rhythm: number;
}

/** A patient, drawn widely: no two agree in rhythm, restlessness, memory of the noise, dips or drift. */
export const drawPatient = (random: Random, { noise, rhythm }: Disturbance) => ({
  meanPa: random.between(700, 2000),
  pulsationPa: random.scaled(40, 250),
  meanRhythmPa: random.between(0, 350) * rhythm,
  pulsationRhythm: Math.min(0.6, random.between(0, 0.3) * rhythm),
  meanPeak: random.between(0, DAY),
  pulsationPeak: random.between(0, DAY),
  wakesAt: random.between(0, DAY),
  uprightPa: random.between(300, 1000) * (random.chance(0.8) ? 1 : -0.7) * rhythm,
  uprightPulsation: 1 + random.between(-0.2, 0.15) * rhythm,
  postureHours: random.between(0.5, 4),
  inBedShare: random.between(0, 0.06),
  driftPaPerDay: random.between(-8, 8) * noise,
  swayPa: random.between(20, 120) * noise,
  sway: random.between(0.03, 0.12) * noise,
  swayHours: random.between(1, 12),
  wanderPa: random.between(0, 100) * noise,
  wander: random.between(0, 0.09) * noise,
  wanderHours: random.between(30, 120),
  dipsPerYear: random.between(0, 14) * noise,
  dipHours: random.between(1, 6),
  sensorPa: random.between(10, 60) * noise,
  sensorPulsation: random.between(0.02, 0.08) * noise,
  floorPa: random.between(5, 10) * Math.sqrt(noise),
});

export type Patient = ReturnType<typeof drawPatient>;

/** A first-order wandering with unit variance. */
const wandering = (random: Random, hours: number) => {
  const kept = exp(-STEP_MS / (hours * HOUR));
  const fresh = sqrt(1 - kept * kept);
  let state = random.normal();
  return (): number => (state = kept * state + fresh * random.normal());
};

/** Upright by turns while awake, hardly ever on a day in bed. */
const postureOf = (random: Random, { wakesAt, postureHours, inBedShare }: Patient) => {
  let upright = false;
  let changesAt = 0;
  let day = -1;
  let inBed = false;
  return (at: number): boolean => {
    const today = floor((at - wakesAt) / DAY);
    if (today !== day) inBed = random.chance(inBedShare);
    day = today;
    if (at - wakesAt - today * DAY > 16 * HOUR) return false;
    if (at >= changesAt) {
      upright = random.chance(inBed ? 0.1 : 0.6);
      changesAt = at + random.between(0.3, 1.7) * postureHours * HOUR;
    }
    return upright;
  };
};

/** Harmless dips: for minutes to hours the tip lies against tissue and the pulsation is felt less. */
const freedomOf = (random: Random, { dipsPerYear, dipHours }: Patient) => {
  const perStep = (dipsPerYear * STEP_MS) / (365 * DAY);
  let until = 0;
  let left = 1;
  return (at: number): number => {
    if (at >= until && random.chance(perStep)) {
      until = at + random.between(0.1, 1) * dipHours * HOUR;
      left = random.between(0.15, 0.8);
    }
    return at < until ? left : 1;
  };
};

/** The patient's pressure at the port of a sound catheter, asked for step by step. */
export const bodyOf = (random: Random, patient: Patient, startsAt: number) => {
  const upright = postureOf(random, patient);
  const freedom = freedomOf(random, patient);
  const sway = wandering(random, patient.swayHours);
  const swayPa = wandering(random, patient.swayHours);
  const wander = wandering(random, patient.wanderHours);
  const wanderPa = wandering(random, patient.wanderHours);
  return (at: number): Moment => {
    const up = upright(at);
    const turn = cos((2 * PI * (at - patient.meanPeak)) / DAY);
    const beat = cos((2 * PI * (at - patient.pulsationPeak)) / DAY);
    const drift = (patient.driftPaPerDay * (at - startsAt)) / DAY;
    const moved = patient.swayPa * swayPa() + patient.wanderPa * wanderPa() + drift;
    return {
      meanPa: patient.meanPa + patient.meanRhythmPa * turn + (up ? patient.uprightPa : 0) + moved,
      pulsationPa:
        patient.pulsationPa *
        (1 + patient.pulsationRhythm * beat) *
        (up ? patient.uprightPulsation : 1) *
        exp(patient.sway * sway() + patient.wander * wander()) *
        freedom(at),
    };
  };
};
