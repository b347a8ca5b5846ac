import { dayMs, yearMs } from '../time/periods.ts';
import type { Noise } from '../random/noise.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { PumpModel } from './pump-model.ts';

/** How a pump's real flow differs from what it accounts for. */
export interface FlowTraits {
  /** Expelled volume per accounted volume at the start. */
  readonly ratio: number;
  readonly driftPerYear: number;
  /** Deviation of the slow wander of the ratio (temperature, tubing). */
  readonly wander: number;
  /** Deviation of one stroke, relative to its nominal volume. */
  readonly strokeVariation: number;
}

/** Draws a pump's flow error: per-pump means of +1 to +2.5 % inside the label's ±14.5 % for rotor pumps, −3 % for valve-metered ones. */
export const drawFlow = (stream: RandomStream, model: PumpModel): FlowTraits => {
  const { mean, deviation } = model.flowRatio;
  const ratio = Math.min(1.12, Math.max(0.88, stream.normal(mean, deviation)));
  return {
    ratio,
    driftPerYear: stream.normal(0, 0.008),
    wander: stream.logNormal(0.006, 0.4),
    strokeVariation: stream.between(0.1, 0.4),
  };
};

/** A fault that multiplies the flow from its onset on. */
export interface FlowFault {
  factor(at: number): number;
}

/** The ratio of real to accounted flow as a function of true time. */
export class Flow {
  private readonly faults: FlowFault[] = [];

  constructor(
    private readonly traits: FlowTraits,
    private readonly noise: Noise,
    private readonly startAt: number,
  ) {}

  /** Adds a fault; the answer takes it away again. */
  add(fault: FlowFault): () => void {
    this.faults.push(fault);
    return () => this.faults.splice(this.faults.indexOf(fault), 1);
  }

  ratio(at: number): number {
    const { ratio, driftPerYear, wander } = this.traits;
    const slow = 1 + (driftPerYear * (at - this.startAt)) / yearMs + wander * this.noise.smooth(at, 20 * dayMs);
    let factor = ratio * slow;
    for (const fault of this.faults) factor *= fault.factor(at);
    return factor;
  }

  /** What the strokes of a period expelled beyond their mean, in nanolitres: single strokes differ. */
  strokeNoiseNl(at: number, deliveredNl: number, strokeNl: number): number {
    if (deliveredNl <= 0) return 0;
    return this.noise.normal(at / 1000, 9) * this.traits.strokeVariation * Math.sqrt(deliveredNl * strokeNl);
  }
}
