import type { Random } from '../../catheter/testing/random.ts';

const DAYS = 420;
const ML = 1_000_000;
const { exp, floor, max, min, round } = Math;

/** How the imagined pumps differ; each is drawn within what `drawPump` says. */
export interface Population {
  /** Mean and deviation between pumps of what is expelled beyond the account. */
  readonly excess: number;
  readonly excessSpread: number;
}

/** A pump, its clinic and its patient, without anything that has happened. Volumes in nanolitres. */
export interface ImaginedPump {
  readonly capacityNl: number;
  readonly lowReservoirNl: number;
  /** Expelled per accounted volume, day by day. */
  readonly ratios: Float64Array;
  readonly leftBehindNl: number;
  readonly aspirationErrorNl: number;
  readonly fillingErrorNl: number;
  /** Shares of the mean rate from each quarter of a day on; one share: a constant rate. */
  readonly shape: readonly number[];
  readonly dailyNl: number;
  readonly bolus: { readonly volumeNl: number; readonly maxPerDay: number } | null;
  /** Boluses wanted, day by day. */
  readonly wanted: Float64Array;
  readonly sensor: ImaginedSensor | null;
  readonly lostShare: number;
  readonly outagesPerDay: number;
}

export interface ImaginedSensor {
  readonly noiseNl: number;
  readonly stepNl: number;
  /** Bias, day by day. */
  readonly biasNl: Float64Array;
}

/** A path that wanders around 0 with a deviation, forgetting within `days`. */
const wandering = (random: Random, deviation: number, days: number): Float64Array => {
  const keep = exp(-1 / days);
  let value = deviation * random.normal();
  return Float64Array.from({ length: DAYS }, () => {
    const now = value;
    value = keep * value + Math.sqrt(1 - keep ** 2) * deviation * random.normal();
    return now;
  });
};

const drawSensor = (random: Random): ImaginedSensor => {
  const bias = 0.25 * ML * random.normal();
  const drift = (0.25 * ML * random.normal()) / 60;
  const wander = wandering(random, random.between(0.03, 0.15) * ML, 6);
  return {
    noiseNl: random.scaled(0.05, 0.35) * ML,
    stepNl: random.chance(0.5) ? 1000 : 100_000,
    biasNl: wander.map((value, day) => value + bias + drift * day),
  };
};

/** Boluses wanted a day: a habit that changes about every 80 days, and days that are alike within a week or so. */
const drawWanted = (random: Random): Float64Array => {
  let habit = min(6, random.scaled(0.4, 4));
  const week = wandering(random, random.between(0.05, 0.35), 5);
  return week.map(value => {
    if (random.chance(1 / 80)) habit = min(6, habit * random.scaled(0.6, 1.7));
    return habit * exp(value);
  });
};

const drawRatios = (random: Random, { excess, excessSpread }: Population): Float64Array => {
  const valve = random.chance(0.12);
  const own = valve ? 0.97 + 0.02 * random.normal() : 1 + excess + excessSpread * random.normal();
  const drift = (0.01 * random.normal()) / 365;
  return wandering(random, random.between(0.002, 0.01), 20).map((value, day) => own * (1 + value + drift * day));
};

/** Draws a pump: half with patient boluses, a third flex, a third with a level sensor, reports lost here and there. */
export const drawPump = (random: Random, population: Population): ImaginedPump => {
  const capacityNl = random.chance(0.5) ? 20 * ML : 40 * ML;
  const fullDays = random.scaled(28, 110);
  const bolused = random.chance(0.5);
  const dailyNl = (capacityNl / fullDays) * (bolused ? 0.85 : 1);
  const volumeNl = round(dailyNl * random.between(0.03, 0.12));
  return {
    capacityNl,
    lowReservoirNl: floor(random.between(2, 4.5)) * ML,
    ratios: drawRatios(random, population),
    leftBehindNl: random.between(0, 0.15) * ML,
    aspirationErrorNl: random.between(0.05, 0.35) * ML,
    fillingErrorNl: random.between(0.03, 0.2) * ML,
    shape: random.chance(0.7) ? [1] : [random.between(0.5, 1.6), 1, random.between(0.5, 1.6), random.between(0.5, 1.6)],
    dailyNl,
    bolus: bolused ? { volumeNl, maxPerDay: floor(random.between(3, 9)) } : null,
    wanted: drawWanted(random),
    sensor: random.chance(0.33) ? drawSensor(random) : null,
    lostShare: max(0, random.between(-0.01, 0.02)),
    outagesPerDay: random.chance(0.3) ? 1 / 40 : 0,
  };
};
