import type { Chance } from './chance.ts';
import { activityAt, drawRhythm, type Rhythm } from './rhythm.ts';

/** Pressures are drawn on a grid of this width. */
export const gridMs = 1_800_000;

/** What a healthy catheter's port feels at one moment of the grid. */
export interface Pressure {
  meanPa: number;
  pulsationPa: number;
}

/** A stationary second-order autoregression of standard deviation 1 with Laplace shocks: what was half an hour ago pulls, what was an hour ago pulls back. */
class Wander {
  private last = 0;
  private former = 0;
  private readonly shock: number;

  constructor(
    private readonly chance: Chance,
    private readonly first: number,
    private readonly second: number,
  ) {
    this.shock = Math.sqrt(((1 + second) * ((1 - second) ** 2 - first ** 2)) / (1 - second));
  }

  next(): number {
    const value = this.first * this.last + this.second * this.former + this.shock * this.chance.laplace();
    this.former = this.last;
    this.last = value;
    return value;
  }
}

/** What is settled about a patient's pressures. */
interface FluidTraits {
  readonly meanPa: number;
  readonly pulsationPa: number;
  readonly rhythm: Rhythm;
  readonly meanSwingPa: number;
  readonly pulsationSwing: number;
  readonly meanNoisePa: number;
  readonly pulsationNoise: number;
  readonly driftPa: number;
}

/** Scales that disturb the physics. */
export interface FluidScale {
  readonly noise: number;
  readonly rhythm: number;
}

/** Means 700–2 000 Pa, pulsation 40–250 Pa, moved by a quarter over the day and by 500 Pa with activity (the project's list of facts, unconfirmed). */
const drawFluid = (chance: Chance, { noise, rhythm }: FluidScale): FluidTraits => ({
  meanPa: chance.from(700, 2000),
  pulsationPa: Math.min(250, Math.max(40, chance.around(105, 0.5))),
  rhythm: drawRhythm(chance),
  meanSwingPa: rhythm * (chance.happens(0.3) ? -1 : 1) * chance.from(150, 700),
  pulsationSwing: rhythm * chance.from(-0.15, 0.35),
  meanNoisePa: noise * chance.from(60, 220),
  pulsationNoise: noise * chance.from(0.07, 0.2),
  driftPa: noise * chance.from(4, 22),
});

/** A harmless dip: the tip lies against tissue for some hours. */
class Dips {
  private left = 0;
  private depth = 1;

  constructor(private readonly chance: Chance) {}

  next(): number {
    if (this.left > 0) this.left -= 1;
    else this.depth = 1;
    if (this.depth === 1 && this.chance.happens(1 / 3600)) {
      this.left = Math.round(this.chance.from(3, 16));
      this.depth = this.chance.from(0.3, 0.8);
    }
    return this.depth;
  }
}

/** The healthy pressures of one pump, step by step on the grid: activity, slow and quick wander, dips, drift of the sensor. */
export class Fluid {
  private readonly traits: FluidTraits;
  private readonly mean: Wander;
  private readonly pulsation: Wander;
  private readonly slow: Wander;
  private readonly dips: Dips;
  private drift = 0;

  constructor(
    private readonly chance: Chance,
    scale: FluidScale,
  ) {
    this.traits = drawFluid(chance, scale);
    this.mean = new Wander(chance, 1.1, -0.2);
    this.pulsation = new Wander(chance, 1.2, -0.25);
    this.slow = new Wander(chance, 1.6, -0.602);
    this.dips = new Dips(chance);
  }

  next(at: number): Pressure {
    const { meanPa, meanSwingPa, meanNoisePa, pulsationPa, pulsationSwing, pulsationNoise, rhythm, driftPa } =
      this.traits;
    const activity = activityAt(rhythm, at) - 0.3;
    this.drift += (driftPa / Math.sqrt(48)) * this.chance.normal();
    const slow = this.slow.next();
    return {
      meanPa: meanPa + meanSwingPa * activity + meanNoisePa * (this.mean.next() + 0.5 * slow) + this.drift,
      pulsationPa:
        pulsationPa *
        Math.exp(pulsationSwing * activity + pulsationNoise * (this.pulsation.next() + 0.5 * slow)) *
        this.dips.next(),
    };
  }
}
