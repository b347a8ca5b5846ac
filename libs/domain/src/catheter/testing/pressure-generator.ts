import { bodyOf, drawPatient, STEP_MS, type Disturbance, type Moment, type Patient } from './generated-body.ts';
import { drawFault, faulted, halfAt, type GeneratedFault } from './generated-fault.ts';
import { randomOf, type Random } from './random.ts';

export interface GeneratorOptions {
  readonly seed: number;
  readonly startsAt: number;
  readonly days: number;
  readonly reportMinutes: number | ((at: number) => number);
  readonly fault?: GeneratedFault;
  readonly disturbance?: Disturbance;
}

/** One report's reading: null where the sensor dropped out. */
export interface GeneratedReading {
  readonly at: number;
  readonly periodSeconds: number;
  readonly pressure: { readonly meanPa: number; readonly pulsationPa: number } | null;
}

/** Taken out once: each look at a global costs dearly in the sandbox that tests run in. */
const { exp, max, round, sqrt } = Math;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const undisturbed: Disturbance = { noise: 1, rhythm: 1 };

/** What the body does to the port over a period: the mean, and the root mean square of the pulsation with the sensor's own noise in it. */
const averaged = (body: (at: number) => Moment, from: number, minutes: number, floorPa: number): Moment => {
  const steps = max(1, round((minutes * MINUTE) / STEP_MS));
  let meanPa = 0;
  let squares = 0;
  for (let i = 0; i < steps; i++) {
    const moment = body(from + i * STEP_MS);
    meanPa += moment.meanPa / steps;
    squares += (moment.pulsationPa ** 2 + floorPa ** 2) / steps;
  }
  return { meanPa, pulsationPa: sqrt(squares) };
};

interface Sensor {
  readonly sensorPa: number;
  readonly sensorPulsation: number;
}

/** Heavy-tailed noise and, one time in a hundred, a pulsation read up to twice too high. */
const sensed = (random: Random, { meanPa, pulsationPa }: Moment, { sensorPa, sensorPulsation }: Sensor): Moment => {
  const fluke = random.chance(0.01) ? 1 + random.uniform() : 1;
  return {
    meanPa: round(meanPa + sensorPa * random.heavy()),
    pulsationPa: max(0, round(pulsationPa * exp(sensorPulsation * random.heavy()) * fluke)),
  };
};

/** Whether the sensor is out: a report in a hundred, and now and then for up to 18 hours. */
const outagesOf = (random: Random) => {
  let until = 0;
  return (at: number, minutes: number): boolean => {
    if (random.chance((0.002 * minutes) / 60)) until = at + random.between(1, 18) * HOUR;
    return at < until || random.chance(0.01);
  };
};

/** The patient's body, or what a fault makes of it at the port. */
const portOf = (random: Random, patient: Patient, { seed, startsAt, fault }: GeneratorOptions) => {
  const sound = bodyOf(random, patient, startsAt);
  if (fault === undefined) return sound;
  const shape = drawFault(randomOf(seed * 104_729 + 5), fault.kind);
  return (at: number): Moment => faulted(sound(at), fault, at, shape);
};

/** Readings of one patient over days: own level, rhythm, posture, wandering, drift, dips, heavy-tailed noise, dropouts and lost reports. */
export const generatePressure = (options: GeneratorOptions): readonly GeneratedReading[] => {
  const { seed, startsAt, days, reportMinutes, disturbance = undisturbed } = options;
  const random = randomOf(seed * 7919 + 17);
  const patient = drawPatient(random, disturbance);
  const port = portOf(random, patient, options);
  const isOut = outagesOf(random);
  const readings: GeneratedReading[] = [];
  for (let at = startsAt; at < startsAt + days * DAY;) {
    const minutes = typeof reportMinutes === 'number' ? reportMinutes : reportMinutes(at);
    const moment = sensed(random, averaged(port, at, minutes, patient.floorPa), patient);
    at += minutes * MINUTE;
    const pressure = isOut(at, minutes) ? null : moment;
    if (!random.chance(0.01)) readings.push({ at, periodSeconds: minutes * 60, pressure });
  }
  return readings;
};

/** When the fault of a patient reaches half its size. */
export const halfSizeAt = (seed: number, fault: GeneratedFault): number =>
  halfAt(fault, drawFault(randomOf(seed * 104_729 + 5), fault.kind));
