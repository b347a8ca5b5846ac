import { dayMs, hourMs } from '../time/periods.ts';
import type { Noise } from '../random/noise.ts';
import type { RandomStream } from '../random/random-stream.ts';

/** A fill-level sensor: bias, wander, noise, and readings that are missing. Volumes in nanolitres. */
export interface LevelSensorTraits {
  readonly biasNl: number;
  readonly wanderNl: number;
  readonly noiseNl: number;
  readonly missingShare: number;
}

/** Draws a sensor (unconfirmed defaults). */
export const drawLevelSensor = (stream: RandomStream): LevelSensorTraits => ({
  biasNl: stream.normal(0, 150_000),
  wanderNl: stream.logNormal(80_000, 0.4),
  noiseNl: stream.logNormal(120_000, 0.4),
  missingShare: stream.logNormal(0.01, 0.7),
});

/** Reads the true volume with a sensor's errors. */
export class LevelSensor {
  /** What a fault adds to the bias, as a function of true time. */
  faultNl: (at: number) => number = () => 0;

  constructor(
    private readonly traits: LevelSensorTraits,
    private readonly noise: Noise,
  ) {}

  /** Whole nanolitres, null where a reading is missing. */
  read(at: number, volumeNl: number): number | null {
    const { biasNl, wanderNl, noiseNl, missingShare } = this.traits;
    const place = at / 1000;
    if (this.noise.uniform(place, 40) < missingShare) return null;
    const dayWarmth = 30_000 * Math.cos((2 * Math.PI * (at / hourMs - 16)) / 24);
    const errorNl = biasNl + this.faultNl(at) + dayWarmth + wanderNl * this.noise.smooth(at, 6 * dayMs, 41);
    return Math.max(0, Math.round((volumeNl + errorNl + noiseNl * this.noise.normal(place, 42)) / 1000) * 1000);
  }
}
