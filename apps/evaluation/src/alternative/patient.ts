import { hourMs } from '../fleet/pump-truth.ts';
import type { Chance } from './chance.ts';

/** A complaint in the words of the contract. */
export interface Complaint {
  readonly kind: 'withdrawal' | 'underdose' | 'overdose';
  readonly severity: number;
}

interface Temper {
  /** Two stores one behind the other, each this slow: the effect follows what arrives late and round. */
  readonly tauMs: number;
  /** Below this effect there are complaints. */
  readonly tolerates: number;
  readonly complaintsPerDay: number;
  readonly causelessPerYear: number;
  /** Requests an hour when all is well. */
  readonly wishPerHour: number;
  /** How much lost effect raises the wish. */
  readonly urge: number;
  /** After so many days of loss the button is given up; never when infinite. */
  readonly givesUpDays: number;
}

const drawTemper = (chance: Chance, hasButton: boolean): Temper => ({
  tauMs: chance.around(9, 0.5) * hourMs,
  tolerates: chance.happens(0.2) ? chance.from(0.1, 0.3) : chance.from(0.4, 0.8),
  complaintsPerDay: chance.around(0.6, 0.6),
  causelessPerYear: chance.from(1, 6),
  wishPerHour: hasButton ? chance.around(0.13, 0.5) : 0,
  urge: chance.from(1, 6),
  givesUpDays: chance.happens(0.2) ? chance.from(3, 8) : Infinity,
});

/** Feels what arrives at the tip; wishes boluses and complains. An effect of 1 is right. */
export class Patient {
  effect = 1;
  private store = 1;
  private lossMs = 0;
  private readonly temper: Temper;

  constructor(
    private readonly chance: Chance,
    hasButton: boolean,
  ) {
    this.temper = drawTemper(chance, hasButton);
  }

  /** Time passes while `share` of the usual dose arrives. */
  receive(lengthMs: number, share: number): void {
    const fade = Math.exp(-lengthMs / this.temper.tauMs);
    this.store = share + (this.store - share) * fade;
    this.effect = this.store + (this.effect - this.store) * fade;
    this.lossMs = this.effect < 0.6 ? this.lossMs + lengthMs : 0;
  }

  /** How often the button is pressed in a stretch that is awake to `awake` (0 to 1). */
  presses(lengthMs: number, awake: number): number {
    const { wishPerHour, urge, givesUpDays } = this.temper;
    if (wishPerHour === 0 || this.lossMs > givesUpDays * 24 * hourMs) return 0;
    const lack = Math.max(0, 1 - this.effect);
    return this.chance.count((wishPerHour * (0.3 + awake) * (1 + urge * lack) * lengthMs) / hourMs);
  }

  /** What is complained of in a stretch, if anything. */
  complains(lengthMs: number): Complaint | null {
    const { tolerates, complaintsPerDay, causelessPerYear } = this.temper;
    const days = lengthMs / (24 * hourMs);
    if (this.chance.happens((causelessPerYear / 365) * days))
      return {
        kind: this.chance.one(['underdose', 'underdose', 'withdrawal', 'overdose']),
        severity: Math.ceil(7 * this.chance.next()),
      };
    const lack = tolerates - this.effect;
    if (lack > 0 && this.chance.happens(Math.min(1, complaintsPerDay * days * (1 + 2 * lack)))) {
      const severity = Math.min(10, Math.round(3 + 9 * lack + this.chance.normal()));
      return { kind: this.effect < 0.3 ? 'withdrawal' : 'underdose', severity: Math.max(1, severity) };
    }
    return this.effect > 1.4 && this.chance.happens(0.5 * days) ? { kind: 'overdose', severity: 5 } : null;
  }
}
