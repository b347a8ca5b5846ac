import { dayMs, hourMs, minuteMs, yearMs } from '../time/periods.ts';
import type { Noise } from '../random/noise.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { PhysicsScale } from './fluid-pressure.ts';

/** A pressure sensor at the catheter's port. */
export interface SensorTraits {
  readonly offsetPa: number;
  readonly driftPaPerYear: number;
  readonly wanderPa: number;
  readonly noisePa: number;
  /** What it shows as pulsation when there is none: 5–10 Pa RMS. */
  readonly floorPa: number;
  readonly pulsationNoise: number;
  readonly dropoutShare: number;
}

/** Draws a sensor. */
export const drawSensor = (stream: RandomStream, scale: PhysicsScale): SensorTraits => ({
  offsetPa: stream.normal(0, 120),
  driftPaPerYear: stream.normal(0, 250) * scale.noise,
  wanderPa: stream.logNormal(25, 0.4) * scale.noise,
  noisePa: stream.logNormal(35, 0.4) * scale.noise,
  floorPa: stream.between(5, 10),
  pulsationNoise: stream.between(0.03, 0.09) * scale.noise,
  dropoutShare: stream.logNormal(0.006, 0.8),
});

/** A reading over one period, in whole pascals. */
export interface PressureReading {
  readonly meanPa: number;
  readonly pulsationPa: number;
}

/** How many places of a stretch are looked at: one per half hour, at least one and at most twelve. */
export const samplesOf = (lengthMs: number): number =>
  Math.min(12, Math.max(1, Math.round(lengthMs / (30 * minuteMs))));

/** Gathers pressure over a report's period and reads it with a sensor's errors: offset, drift, heavy-tailed noise, dropouts. */
export class PressureSensor {
  private meanSum = 0;
  private squareSum = 0;
  private lengthMs = 0;
  private blindMs = 0;

  constructor(
    private readonly traits: SensorTraits,
    private readonly noise: Noise,
    private readonly startAt: number,
  ) {}

  /** Adds a stretch of the period; `blind` where the surroundings (a magnet) blot out the signal. */
  add(lengthMs: number, meanPa: number, pulsationPa: number, blind: boolean): void {
    this.meanSum += meanPa * lengthMs;
    this.squareSum += pulsationPa * pulsationPa * lengthMs;
    this.lengthMs += lengthMs;
    if (blind) this.blindMs += lengthMs;
  }

  /** Closes the period; null when too much of it could not be read. */
  read(at: number): PressureReading | null {
    const { meanSum, squareSum, lengthMs, blindMs } = this;
    this.meanSum = this.squareSum = this.lengthMs = this.blindMs = 0;
    if (lengthMs === 0 || blindMs > lengthMs / 2 || this.droppedOut(at)) return null;
    const place = at / 1000;
    const { noisePa, pulsationNoise, floorPa } = this.traits;
    const tail = this.noise.uniform(place, 20) < 0.02 ? 5 : 1;
    const meanPa = meanSum / lengthMs + this.bias(at) + noisePa * tail * this.noise.normal(place, 11);
    const true2 = squareSum / lengthMs + (floorPa * (1 + 0.2 * this.noise.normal(place, 12))) ** 2;
    const pulsationPa = Math.sqrt(true2) * (1 + pulsationNoise * Math.sqrt(tail) * this.noise.normal(place, 13));
    return { meanPa: Math.round(meanPa), pulsationPa: Math.max(0, Math.round(pulsationPa)) };
  }

  private bias(at: number): number {
    const { offsetPa, driftPaPerYear, wanderPa } = this.traits;
    return (
      offsetPa + (driftPaPerYear * (at - this.startAt)) / yearMs + wanderPa * this.noise.smooth(at, 10 * dayMs, 14)
    );
  }

  private droppedOut(at: number): boolean {
    const share = this.traits.dropoutShare;
    return this.noise.uniform(at / 1000, 30) < share || this.noise.uniform(at / (8 * hourMs), 31) < share / 2;
  }
}
