import { hourMs } from '../time/periods.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { PhysicsScale } from './fluid-pressure.ts';
import { soundCatheter, stateOf, type CatheterFault, type CatheterState } from './catheter-fault.ts';

/** A catheter as a resistance behind a compliance. */
export interface CatheterTraits {
  /** Pascals that drive one nanolitre an hour through a sound catheter. */
  readonly resistance: number;
  /** Nanolitres that widen it by one pascal (unconfirmed default; a teaching case has 10). */
  readonly compliance: number;
  /** Pressure at which the pump's mechanism leaks back as much as it expels. */
  readonly pumpLimitPa: number;
  readonly tissuePa: number;
  /** Resistance ratio at which half of the pulsation is lost. */
  readonly pulsationLoss: number;
}

/** Draws a catheter with its pump's pressure limit. */
export const drawCatheter = (stream: RandomStream, scale: PhysicsScale): CatheterTraits => ({
  resistance: stream.logNormal(0.003, 0.4),
  compliance: Math.min(20, Math.max(3, stream.logNormal(8, 0.5))) * scale.compliance,
  pumpLimitPa: stream.logNormal(18_000, 0.6),
  tissuePa: stream.between(0, 400),
  pulsationLoss: stream.logNormal(18, 0.5),
});

/** What one stretch of time did: nanolitres taken from the pump and arriving at the tip, mean excess pressure in pascals. */
export interface CatheterFlow {
  readonly takenNl: number;
  readonly arrivedNl: number;
  readonly meanExcessPa: number;
}

/** Carries the flow from the pump to the patient and holds back what does not get through. */
export class Catheter {
  state: Readonly<CatheterState> = soundCatheter;
  private faults: readonly CatheterFault[] = [];
  private excessPa = 0;
  private openUntil = -Infinity;

  constructor(
    private readonly traits: CatheterTraits,
    private readonly stream: RandomStream,
  ) {}

  /** Adds a fault; the answer repairs it. */
  add(fault: CatheterFault): () => void {
    this.faults = [...this.faults, fault];
    return () => {
      this.faults = this.faults.filter(other => other !== fault);
    };
  }

  get sound(): boolean {
    return this.faults.length === 0;
  }

  /** Lets the pump expel `volumeNl` (what it would expel against no pressure) over a stretch of time that ends at `at`. */
  carry(at: number, lengthMs: number, volumeNl: number): CatheterFlow {
    this.state = this.sound ? soundCatheter : stateOf(this.openFaults(at), at);
    const flow = this.pass(lengthMs / hourMs, volumeNl);
    if (!this.sound) this.giveWay(at);
    const kept = (1 - this.state.leak) * (1 - this.state.displaced);
    return { ...flow, arrivedNl: flow.arrivedNl * kept };
  }

  /** One stretch with everything constant: dP/dt = (q(1 − P/limit) − P/R)/C, solved exactly. */
  private pass(hours: number, volumeNl: number): CatheterFlow {
    const { resistance: sound, compliance, pumpLimitPa } = this.traits;
    const resistance = sound * this.state.resistance * (1 - 0.8 * this.state.leak);
    const rate = hours > 0 ? volumeNl / hours : 0;
    const decay = rate / pumpLimitPa + 1 / resistance;
    const settledPa = rate / decay;
    const faded = Math.exp((-hours * decay) / compliance);
    const before = this.excessPa;
    this.excessPa = settledPa + (before - settledPa) * faded;
    const meanExcessPa =
      hours > 0 ? settledPa + ((before - settledPa) * (1 - faded) * compliance) / (hours * decay) : before;
    const arrivedNl = (meanExcessPa / resistance) * hours;
    return { takenNl: arrivedNl + compliance * (this.excessPa - before), arrivedNl, meanExcessPa };
  }

  /** A bolus: at once in the catheter, from where it flows off. */
  inject(volumeNl: number): void {
    this.excessPa += volumeNl / this.traits.compliance;
  }

  private openFaults(at: number): readonly CatheterFault[] {
    return at < this.openUntil ? this.faults.filter(fault => fault.burstPa === null) : this.faults;
  }

  private giveWay(at: number): void {
    if (this.faults.some(fault => fault.burstPa !== null && this.excessPa > fault.burstPa)) {
      this.openUntil = at + this.stream.between(0.3, 5) * hourMs;
    }
  }

  /** What of the fluid's mean pressure and pulsation reaches the pump's port. */
  transmit(fluidPa: number, pulsationPa: number): { readonly meanPa: number; readonly pulsationPa: number } {
    const { leak, displaced, resistance } = this.state;
    const { tissuePa, pulsationLoss } = this.traits;
    const outside = Math.min(1, leak * 0.95 + displaced * 0.15);
    const meanPa = fluidPa + (tissuePa - fluidPa) * outside;
    const passes = (1 + 1 / pulsationLoss) / (1 + resistance / pulsationLoss);
    return { meanPa, pulsationPa: pulsationPa * passes * (1 - 0.93 * leak) * (1 - 0.88 * displaced) };
  }
}
