/** A fault of the catheter as the sensor sees it, from `at` (milliseconds) on. */
export interface GeneratedFault {
  readonly kind: 'occlusion' | 'disconnection' | 'kink';
  readonly at: number;
}

export interface GeneratorOptions {
  readonly seed: number;
  readonly startsAt: number;
  readonly days: number;
  readonly reportMinutes: number | ((at: number) => number);
  readonly fault?: GeneratedFault;
}

/** One report's reading: null where the sensor dropped out. */
export interface GeneratedReading {
  readonly at: number;
  readonly periodSeconds: number;
  readonly pressure: { readonly meanPa: number; readonly pulsationPa: number } | null;
}

/** Taken out once: each look at a global costs dearly in the sandbox that tests run in. */
const { cos, exp, imul, log, max, min, PI, round, sqrt } = Math;

const STEP_MINUTES = 10;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Mulberry32: small, seeded, good enough for noise. */
export const randomOf = (seed: number) => {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = imul(state ^ (state >>> 15), state | 1);
    t ^= t + imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  const normal = (): number => sqrt(-2 * log(1 - uniform())) * cos(2 * PI * uniform());
  /** Student's t with three degrees of freedom: heavy tails. */
  const heavy = (): number => normal() / sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3);
  return { uniform, between, normal, heavy };
};

type Random = ReturnType<typeof randomOf>;

const patientOf = (random: Random) => ({
  meanPa: random.between(700, 2000),
  pulsationPa: exp(random.between(log(40), log(250))),
  meanRhythmPa: random.between(100, 400),
  pulsationRhythm: random.between(0.05, 0.25),
  peak: random.between(0, DAY),
  uprightPa: random.between(400, 900),
  uprightPulsation: random.between(0.8, 1.15),
  driftPaPerDay: random.between(-15, 15),
  noisePa: random.between(5, 10),
});
type Patient = ReturnType<typeof patientOf>;

const faultOf = (random: Random) => ({
  climbPaPerHour: random.between(200, 2000),
  yieldsAtPa: random.between(5000, 40_000),
  tissuePa: random.between(0, 400),
  left: random.between(0.03, 0.2),
  kinked: random.between(0.25, 0.5),
});
type FaultShape = ReturnType<typeof faultOf>;

interface Moment {
  readonly meanPa: number;
  readonly pulsationPa: number;
}

const withFault = (sound: Moment, { kind, at: since }: GeneratedFault, at: number, shape: FaultShape): Moment => {
  if (at < since) return sound;
  const hours = (at - since) / (60 * MINUTE);
  if (kind === 'occlusion')
    return { meanPa: sound.meanPa + min(shape.yieldsAtPa, shape.climbPaPerHour * hours), pulsationPa: 0 };
  if (kind === 'kink') return { meanPa: sound.meanPa + 300, pulsationPa: sound.pulsationPa * shape.kinked };
  const unsettled = exp(-hours / 2);
  return {
    meanPa: shape.tissuePa + (sound.meanPa - shape.tissuePa) * unsettled,
    pulsationPa: sound.pulsationPa * shape.left,
  };
};

/** Posture (lying at night, changing every few hours by day) and two slow wanderings, in steps of ten minutes. */
const bodyOf = (random: Random, patient: Patient, startsAt: number) => {
  let upright = false;
  let changesAt = startsAt;
  let wanderPa = 0;
  let wander = 0;
  return (at: number): Moment => {
    const night = (at + patient.peak) % DAY < DAY / 3;
    if (at >= changesAt) {
      upright = !night && random.uniform() < 0.6;
      changesAt = at + random.between(0.5, 5) * 60 * MINUTE;
    }
    wanderPa = 0.95 * wanderPa + 60 * random.normal();
    wander = 0.95 * wander + 0.04 * random.normal();
    const turn = cos((2 * PI * (at - patient.peak)) / DAY);
    const drift = (patient.driftPaPerDay * (at - startsAt)) / DAY;
    return {
      meanPa: patient.meanPa + patient.meanRhythmPa * turn + (upright ? patient.uprightPa : 0) + wanderPa + drift,
      pulsationPa:
        patient.pulsationPa *
        (1 + patient.pulsationRhythm * turn) *
        (upright ? patient.uprightPulsation : 1) *
        exp(wander),
    };
  };
};

/** What the body does to the port over a period: the mean, and the root mean square of the pulsation with the sensor's own noise in it. */
const averaged = (body: (at: number) => Moment, from: number, minutes: number, noisePa: number): Moment => {
  const steps = max(1, round(minutes / STEP_MINUTES));
  let meanPa = 0;
  let squares = 0;
  for (let i = 0; i < steps; i++) {
    const moment = body(from + i * STEP_MINUTES * MINUTE);
    meanPa += moment.meanPa / steps;
    squares += (moment.pulsationPa ** 2 + noisePa ** 2) / steps;
  }
  return { meanPa, pulsationPa: sqrt(squares) };
};

/** Heavy-tailed noise and, one time in a hundred, a pulsation read up to twice too high. */
const sensed = (random: Random, { meanPa, pulsationPa }: Moment): Moment => {
  const fluke = random.uniform() < 0.01 ? 1 + random.uniform() : 1;
  return {
    meanPa: round(meanPa + 30 * random.heavy()),
    pulsationPa: max(0, round(pulsationPa * exp(0.05 * random.heavy()) * fluke)),
  };
};

/** Whether the sensor is out: a report in a hundred, and now and then for up to 18 hours. */
const outagesOf = (random: Random) => {
  let until = 0;
  return (at: number, minutes: number): boolean => {
    if (random.uniform() < (0.002 * minutes) / 60) until = at + random.between(1, 18) * 60 * MINUTE;
    return at < until || random.uniform() < 0.01;
  };
};

/** Readings of one patient over days: own level, rhythm, posture, wandering, drift, heavy-tailed noise, dropouts and lost reports. */
export const generatePressure = ({
  seed,
  startsAt,
  days,
  reportMinutes,
  fault,
}: GeneratorOptions): readonly GeneratedReading[] => {
  const random = randomOf(seed * 7919 + 17);
  const patient = patientOf(random);
  const shape = faultOf(random);
  const sound = bodyOf(random, patient, startsAt);
  const body = fault === undefined ? sound : (at: number) => withFault(sound(at), fault, at, shape);
  const isOut = outagesOf(random);
  const readings: GeneratedReading[] = [];
  for (let at = startsAt; at < startsAt + days * DAY;) {
    const minutes = typeof reportMinutes === 'number' ? reportMinutes : reportMinutes(at);
    const moment = sensed(random, averaged(body, at, minutes, patient.noisePa));
    at += minutes * MINUTE;
    const pressure = isOut(at, minutes) ? null : moment;
    if (random.uniform() > 0.01) readings.push({ at, periodSeconds: minutes * 60, pressure });
  }
  return readings;
};
