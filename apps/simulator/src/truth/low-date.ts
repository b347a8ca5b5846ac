import { formatTime } from '@cisterna/contract';
import { dayMs, hourMs } from '../time/periods.ts';
import type { CycleTruth, TellTruth } from './truth.ts';

/** The true volume and how it goes on: nanolitres really expelled a day, as a function of true time. */
export interface Outlook {
  readonly at: number;
  readonly volumeNl: number;
  readonly expelledPerDay: (at: number) => number;
}

const stepMs = 3 * hourMs;
const mostDays = 400;

/** When the volume crosses a mark if all goes on as it does, null if not within 400 days. */
export const crossing = ({ at, volumeNl, expelledPerDay }: Outlook, markNl: number): number | null => {
  let left = volumeNl - markNl;
  if (left <= 0) return at;
  for (let time = at; time < at + mostDays * dayMs; time += stepMs) {
    const stepNl = (expelledPerDay(time + stepMs / 2) * stepMs) / dayMs;
    if (stepNl >= left) return time + (stepMs * left) / stepNl;
    left -= stepNl;
  }
  return null;
};

const timeText = (at: number | null): string | null => (at === null ? null : formatTime(Math.round(at)));

/** Watches the true volume of one pump between refills and changes of therapy, and tells when it was or would have been low. */
export class LowDateWatch {
  private from: number;
  private lowAt: number | null = null;
  private former: { readonly at: number; readonly volumeNl: number };

  constructor(
    private readonly pump: { readonly pumpId: string; readonly lowReservoirNl: number },
    private readonly tell: TellTruth,
    start: { readonly at: number; readonly volumeNl: number },
  ) {
    this.from = start.at;
    this.former = start;
  }

  /** The volume now; a crossing since the former look is placed between the two. */
  look(at: number, volumeNl: number): void {
    const { lowReservoirNl } = this.pump;
    const { at: before, volumeNl: had } = this.former;
    if (this.lowAt === null && volumeNl <= lowReservoirNl && at > before) {
      const share = had > volumeNl ? Math.max(0, (had - lowReservoirNl) / (had - volumeNl)) : 0;
      this.lowAt = before + share * (at - before);
    }
    this.former = { at, volumeNl };
  }

  /** Closes the stretch with the outlook at its end. */
  close(outlook: Outlook, endedBy: CycleTruth['endedBy']): void {
    this.look(outlook.at, outlook.volumeNl);
    const { pumpId, lowReservoirNl } = this.pump;
    if (outlook.at > this.from) {
      this.tell({
        kind: 'cycle',
        pumpId,
        from: formatTime(Math.round(this.from)),
        to: formatTime(Math.round(outlook.at)),
        endedBy,
        lowAt: timeText(this.lowAt ?? crossing(outlook, lowReservoirNl)),
        emptyAt: timeText(crossing(outlook, 0)),
        crossed: this.lowAt !== null,
      });
    }
  }

  /** A new stretch begins; after a refill the mark has not been crossed yet. */
  open(at: number, volumeNl: number, refilled: boolean): void {
    this.from = at;
    this.former = { at, volumeNl };
    if (refilled) this.lowAt = null;
  }
}
