import type { EpochMs } from '@cisterna/contract';
import { dayMs, type TrueStretch } from '../fleet/pump-truth.ts';

const furthestMs = 400 * dayMs;

/** The drug that is really there, and when it was or would have been low and empty. */
export class TrueVolume {
  readonly stretches: TrueStretch[] = [];
  private from: EpochMs;
  private afterRefill = false;
  private lowAt: EpochMs | null = null;
  private emptyAt: EpochMs | null = null;

  constructor(
    public nl: number,
    private readonly lowNl: number,
    startAt: EpochMs,
  ) {
    this.from = startAt;
  }

  /** Lets so much go in a stretch of time that ends at `at`; gives what really went. */
  expel(wantedNl: number, at: EpochMs, lengthMs: number): number {
    const before = this.nl;
    const gone = Math.min(wantedNl, before);
    this.nl = before - gone;
    const crossing = (mark: number): EpochMs => at - lengthMs * (1 - (before - mark) / Math.max(1, wantedNl));
    if (this.lowAt === null && this.nl <= this.lowNl) this.lowAt = before > this.lowNl ? crossing(this.lowNl) : at;
    if (this.emptyAt === null && this.nl <= 0) this.emptyAt = before > 0 ? crossing(0) : at;
    return gone;
  }

  /** A refill or a change of therapy ends the stretch; what would have come is told by the mean flow up to then. */
  close(at: EpochMs, nlPerDay: number, refilledTo: number | null): void {
    if (at > this.from) {
      const { from, afterRefill } = this;
      this.stretches.push({
        from,
        to: at,
        afterRefill,
        lowAt: this.lowAt ?? this.ahead(at, this.lowNl, nlPerDay),
        emptyAt: this.emptyAt ?? this.ahead(at, 0, nlPerDay),
      });
    }
    this.from = at;
    this.afterRefill = refilledTo !== null;
    if (refilledTo === null) return;
    this.nl = refilledTo;
    this.lowAt = null;
    this.emptyAt = null;
  }

  private ahead(at: EpochMs, mark: number, nlPerDay: number): EpochMs | null {
    const left = ((this.nl - mark) / nlPerDay) * dayMs;
    return nlPerDay > 0 && left < furthestMs ? at + Math.max(0, left) : null;
  }
}
