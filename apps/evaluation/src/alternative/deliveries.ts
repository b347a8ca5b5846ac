import { nanolitres, seconds, type EpochMs } from '@cisterna/contract';
import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import type { Chance } from './chance.ts';
import type { FlowFault, OtherTraits } from './other-traits.ts';
import type { Patient } from './patient.ts';
import type { Programme } from './programme.ts';
import type { Recorder } from './recorder.ts';

/** What one period gave. */
export interface Given {
  readonly programmedNl: number;
  readonly deliveredNl: number;
  readonly expelledNl: number;
  readonly bolusNl: number;
}

interface Surroundings {
  readonly recorder: Recorder;
  readonly patient: Patient;
  /** How long the motor stands in this period. */
  readonly standsMs: number;
}

/** Factor of the flow at a moment. */
export const flowFactor = (fault: FlowFault | null, at: EpochMs): number => {
  if (fault === null || at < fault.onsetAt) return 1;
  const share = fault.rampMs === 0 ? 1 : Math.min(1, (at - fault.onsetAt) / fault.rampMs);
  return 1 + share * (fault.factor - 1);
};

const strokeNl = 400;

/** Programme and button: what the pump counts, and what really leaves it. */
export class Deliveries {
  /** Accounted boluses of a day, averaged over about two weeks. */
  bolusNlPerDay = 0;
  /** What the patient needs to be well. */
  needNlPerMs: number;
  private rest = 0;
  private readyAt = 0;
  private day = -1;
  private today = 0;
  private wander = 0;

  constructor(
    private readonly traits: OtherTraits,
    private readonly programme: Programme,
    private readonly chance: Chance,
  ) {
    this.needNlPerMs = this.needed();
  }

  ratioAt(at: EpochMs): number {
    return this.traits.ratio * (1 + this.wander) * flowFactor(this.traits.flowFault, at);
  }

  /** After a change of dose: the new one is what is needed, if all was well. */
  settleNeed(well: boolean): void {
    if (well) this.needNlPerMs = this.needed();
  }

  give(from: EpochMs, to: EpochMs, around: Surroundings): Given {
    const lengthMs = to - from;
    const bolusNl = this.button(from, to, around);
    const programmed = this.programme.between(from, to) + bolusNl;
    const runs = 1 - Math.min(1, around.standsMs / lengthMs);
    this.rest += programmed * runs;
    const strokes = Math.floor(this.rest / strokeNl);
    this.rest -= strokes * strokeNl;
    const deliveredNl = strokes * strokeNl;
    this.wander +=
      0.0015 * Math.sqrt(lengthMs / dayMs) * this.chance.normal() - (0.02 * this.wander * lengthMs) / dayMs;
    const fade = Math.exp(-lengthMs / (14 * dayMs));
    this.bolusNlPerDay = this.bolusNlPerDay * fade + bolusNl * (1 - fade) * (dayMs / lengthMs);
    const expelledNl = Math.max(0, deliveredNl * this.ratioAt(to) * (1 + 0.01 * this.chance.laplace()));
    return { programmedNl: Math.round(programmed), deliveredNl, expelledNl, bolusNl };
  }

  private needed(): number {
    return (this.programme.nlPerDay * this.traits.ratio) / dayMs;
  }

  private button(from: EpochMs, to: EpochMs, { recorder, patient }: Surroundings): number {
    const { bolusNl } = this.traits;
    if (bolusNl === null) return 0;
    const hour = (from % dayMs) / hourMs;
    const presses = patient.presses(to - from, hour >= 8 && hour < 22 ? 1 : 0);
    const moments = Array.from({ length: presses }, () => from + this.chance.next() * (to - from)).sort(
      (a, b) => a - b,
    );
    return moments.filter(at => this.press(at, bolusNl, recorder)).length * bolusNl;
  }

  private press(at: EpochMs, volumeNl: number, recorder: Recorder): boolean {
    const day = Math.floor(at / dayMs);
    if (day !== this.day) {
      this.day = day;
      this.today = 0;
    }
    const full = this.today >= this.programme.maxPerDay;
    if (full || at < this.readyAt) {
      recorder.own(at, 'bolus.denied.v1', { reason: full ? 'daily-maximum' : 'lockout' });
      return false;
    }
    this.today += 1;
    this.readyAt = at + this.programme.lockoutMs;
    recorder.own(at, 'bolus.delivered.v1', {
      origin: 'patient',
      kind: 'patient',
      volumeNl: nanolitres(volumeNl),
      durationSeconds: seconds(240),
    });
    return true;
  }
}
