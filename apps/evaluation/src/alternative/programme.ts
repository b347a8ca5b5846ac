import { nanolitres, nanolitresPerHour, seconds, type EventData } from '@cisterna/contract';
import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import type { OtherTraits } from './other-traits.ts';

const [wakes, sleeps] = [7, 22];

/** What the pump is told to do, and what a dose change does to it. */
export class Programme {
  private dayNlPerHour: number;

  constructor(private readonly traits: Pick<OtherTraits, 'baseNlPerHour' | 'nightFactor' | 'bolusNl'>) {
    this.dayNlPerHour = traits.baseNlPerHour;
  }

  readonly lockoutMs = 3 * hourMs;
  readonly maxPerDay = 5;

  scale(factor: number): void {
    this.dayNlPerHour = Math.round(this.dayNlPerHour * factor);
  }

  rateAt(at: number): number {
    const hour = (at % dayMs) / hourMs;
    return hour >= wakes && hour < sleeps ? this.dayNlPerHour : this.nightRate;
  }

  /** Volume of a stretch; rates change on whole hours. */
  between(from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to;) {
      const next = Math.min(to, (Math.floor(at / hourMs) + 1) * hourMs);
      sum += (this.rateAt(at) * (next - at)) / hourMs;
      at = next;
    }
    return sum;
  }

  get nlPerDay(): number {
    return (sleeps - wakes) * this.dayNlPerHour + (24 - sleeps + wakes) * this.nightRate;
  }

  data(): EventData<'therapy.programmed.v1'> {
    const { bolusNl, nightFactor } = this.traits;
    const [day, night] = [nanolitresPerHour(this.dayNlPerHour), nanolitresPerHour(this.nightRate)];
    const flex = [
      { startMinute: 0, rateNlPerHour: night },
      { startMinute: 60 * wakes, rateNlPerHour: day },
      { startMinute: 60 * sleeps, rateNlPerHour: night },
    ];
    return {
      mode: nightFactor === 1 ? 'continuous' : 'flex',
      segments: nightFactor === 1 ? [{ startMinute: 0, rateNlPerHour: day }] : flex,
      patientBolus:
        bolusNl === null
          ? null
          : {
              volumeNl: nanolitres(bolusNl),
              lockoutSeconds: seconds(this.lockoutMs / 1000),
              maxPerDay: this.maxPerDay,
            },
    };
  }

  private get nightRate(): number {
    return Math.round(this.dayNlPerHour * this.traits.nightFactor);
  }
}
