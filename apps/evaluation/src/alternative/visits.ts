import type { EpochMs } from '@cisterna/contract';
import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import type { Chance } from './chance.ts';

/** How a person measures a refill: what is left behind and what is read from the syringe. */
export interface RefillMeasure {
  readonly aspiratedNl: number;
  readonly filledNl: number;
  /** What is really in the reservoir afterwards. */
  readonly afterNl: number;
}

/** When the clinic next sees the pump, and what it does then. */
export class Visits {
  constructor(private readonly chance: Chance) {}

  /** Some days before the pump's own alarm date, in one of twenty cases days after it; never later than the drug keeps. */
  next(
    now: EpochMs,
    { levelNl, lowNl, nlPerDay }: { readonly levelNl: number; readonly lowNl: number; readonly nlPerDay: number },
  ): EpochMs {
    const alarmDays = Math.max(0, levelNl - lowNl) / Math.max(1, nlPerDay);
    const late = this.chance.happens(0.05);
    const days = Math.min(
      late ? alarmDays + this.chance.from(0.5, 5) : alarmDays - this.chance.from(0.5, 12),
      this.chance.from(85, 160),
    );
    const day = Math.floor((now + Math.max(1, days) * dayMs) / dayMs);
    return day * dayMs + this.chance.from(8, 16) * hourMs;
  }

  /** A dose that is changed now and then; null when it stays. */
  dose(): number | null {
    return this.chance.happens(0.3) ? this.chance.from(0.85, 1.2) : null;
  }

  refill(volumeNl: number, capacityNl: number): RefillMeasure {
    const leftNl = this.chance.from(20_000, 250_000);
    const drawnNl = Math.max(0, volumeNl - leftNl);
    const readNl = Math.max(0, drawnNl + 150_000 * this.chance.normal());
    const filledNl = Math.round((capacityNl * this.chance.from(0.8, 0.97)) / 500_000) * 500_000;
    const reallyNl = filledNl * (1 + 0.006 * this.chance.normal());
    return {
      aspiratedNl: Math.round(readNl / 100_000) * 100_000,
      filledNl,
      afterNl: Math.min(volumeNl, leftNl) + reallyNl,
    };
  }
}
