import { dayMs, hourMs } from '../time/periods.ts';
import type { Noise } from '../random/noise.ts';
import type { RandomStream } from '../random/random-stream.ts';

/** The patient's pressure at the catheter's tip, all in pascals relative to the surrounding air. */
export interface FluidTraits {
  readonly meanPa: number;
  readonly dayAmplitudePa: number;
  readonly peakHour: number;
  /** How far being upright moves the mean. */
  readonly posturePa: number;
  readonly wakeHour: number;
  readonly wanderPa: number;
  readonly pulsationPa: number;
  readonly pulsationDayShare: number;
  readonly pulsationWander: number;
  /** Share of all quarters of a day in which the tip lies against tissue for a while. */
  readonly tipContactShare: number;
}

/** How far the drawn world is moved away from its defaults, to see whether a detector leans on them; 1 is the default. */
export interface PhysicsScale {
  readonly noise: number;
  readonly rhythm: number;
  readonly compliance: number;
}

/** Draws a patient's pressures: mean 700–2 000 Pa, posture ±500–1 000 Pa, pulsation 40–250 Pa RMS ± a quarter (unconfirmed defaults). */
export const drawFluid = (stream: RandomStream, scale: PhysicsScale): FluidTraits => ({
  meanPa: stream.between(700, 2000),
  dayAmplitudePa: stream.between(40, 250) * scale.rhythm,
  peakHour: stream.between(12, 22),
  posturePa: stream.between(500, 1000) * (stream.chance(0.8) ? 1 : -0.6) * scale.rhythm,
  wakeHour: stream.normal(6, 1.2),
  wanderPa: stream.between(30, 120) * scale.noise,
  pulsationPa: Math.min(250, Math.max(40, stream.logNormal(95, 0.45))),
  pulsationDayShare: stream.between(0.1, 0.28) * scale.rhythm,
  pulsationWander: stream.between(0.04, 0.13) * scale.noise,
  tipContactShare: stream.between(0, 0.012) * scale.noise,
});

/** Pressure of the cerebrospinal fluid as the catheter meets it, a function of true time alone. */
export class FluidPressure {
  constructor(
    private readonly traits: FluidTraits,
    private readonly noise: Noise,
  ) {}

  /** Mean pressure at a moment. */
  meanPa(at: number): number {
    const { meanPa, dayAmplitudePa, peakHour, posturePa, wanderPa } = this.traits;
    const rhythm = dayAmplitudePa * Math.cos((2 * Math.PI * (at / hourMs - peakHour)) / 24);
    return meanPa + rhythm + posturePa * this.upright(at) + wanderPa * this.noise.smooth(at, 5 * dayMs, 1);
  }

  /** Root mean square of the cardiac pulsation at a moment. */
  pulsationPa(at: number): number {
    const { pulsationPa, pulsationDayShare, peakHour, pulsationWander } = this.traits;
    const rhythm = 1 + pulsationDayShare * Math.cos((2 * Math.PI * (at / hourMs - peakHour + 5)) / 24);
    const wander =
      1 + pulsationWander * (this.noise.smooth(at, 3 * dayMs, 2) + 0.7 * this.noise.smooth(at, 2 * hourMs, 3));
    return Math.max(0, pulsationPa * rhythm * wander) * this.tipFreedom(at);
  }

  /** Share of being upright, 0 to 1: nights lying, days mixed, some days in bed. */
  private upright(at: number): number {
    const local = at / hourMs - this.traits.wakeHour;
    const hourAwake = local - 24 * Math.floor(local / 24);
    if (hourAwake > 16) return 0;
    const inBed = this.noise.uniform(Math.floor(local / 24), 50) < 0.04;
    const tendency = 0.55 + 0.3 * this.noise.smooth(at, 1.5 * hourMs, 4) - (inBed ? 0.5 : 0);
    return Math.min(1, Math.max(0, tendency)) * Math.min(1, hourAwake, 16 - hourAwake);
  }

  /** Harmless dips: for an hour or some the tip lies against tissue and the pulsation is felt less. */
  private tipFreedom(at: number): number {
    const cell = Math.floor(at / (6 * hourMs));
    if (this.noise.uniform(cell, 60) >= this.traits.tipContactShare) return 1;
    const share = at / (6 * hourMs) - cell;
    const length = 0.15 + 0.8 * this.noise.uniform(cell, 61);
    return share < length ? 0.2 + 0.6 * this.noise.uniform(cell, 62) : 1;
  }
}
