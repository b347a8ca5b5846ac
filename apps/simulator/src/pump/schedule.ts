import { dayMs, hourMs, minuteMs } from '../time/periods.ts';

/** A programme as a clinician sets it; `stopped` has no segments. */
export interface Programme {
  readonly mode: 'continuous' | 'flex' | 'minimum-rate' | 'stopped';
  readonly segments: readonly { readonly startMinute: number; readonly rateNlPerHour: number }[];
  readonly patientBolus: {
    readonly volumeNl: number;
    readonly lockoutSeconds: number;
    readonly maxPerDay: number;
  } | null;
}

interface Stretch {
  readonly startMs: number;
  readonly nlPerMs: number;
  /** Asked for from midnight up to this stretch. */
  readonly beforeNl: number;
}

/** The basal volume that a programme asks for, as a function of the pump's clock (UTC day, epoch milliseconds). */
export class Schedule {
  readonly dailyNl: number;
  private readonly stretches: readonly Stretch[];

  constructor(readonly programme: Programme) {
    const stretches: Stretch[] = [];
    let beforeNl = 0;
    programme.segments.forEach(({ startMinute, rateNlPerHour }, index) => {
      const startMs = startMinute * minuteMs;
      const endMs = (programme.segments[index + 1]?.startMinute ?? 1440) * minuteMs;
      stretches.push({ startMs, nlPerMs: rateNlPerHour / hourMs, beforeNl });
      beforeNl += ((endMs - startMs) * rateNlPerHour) / hourMs;
    });
    this.stretches = stretches;
    this.dailyNl = beforeNl;
  }

  /** Nanolitres, with fractions, asked for between two moments of the pump's clock. */
  between(fromMs: number, toMs: number): number {
    if (this.dailyNl === 0) return 0;
    const only = this.stretches.length === 1 ? this.stretches[0] : undefined;
    return only === undefined ? this.upTo(toMs) - this.upTo(fromMs) : (toMs - fromMs) * only.nlPerMs;
  }

  private upTo(deviceMs: number): number {
    const day = Math.floor(deviceMs / dayMs);
    const ofDayMs = deviceMs - day * dayMs;
    const stretch = this.stretches.findLast(({ startMs }) => startMs <= ofDayMs);
    if (stretch === undefined) return 0;
    return day * this.dailyNl + stretch.beforeNl + (ofDayMs - stretch.startMs) * stretch.nlPerMs;
  }
}
