import type { RandomStream } from '../random/random-stream.ts';
import { hourMs, yearMs } from '../time/periods.ts';
import type { NetworkProfile } from './network-profile.ts';

/** A time in which a gateway reaches nobody. */
export interface Outage {
  readonly startsAt: number;
  readonly endsAt: number;
  /** Whether what the gateway kept for later is gone when it is back. */
  readonly forgets: boolean;
}

/** The outages of one gateway, drawn one after the other as time goes by. */
export class Outages {
  private next: Outage;

  constructor(
    private readonly profile: NetworkProfile,
    private readonly stream: RandomStream,
    startAt: number,
  ) {
    this.next = this.draw(startAt);
  }

  /** The outage that holds the moment `at`, null when the gateway is there; moments must not go back. */
  during(at: number): Outage | null {
    while (this.next.endsAt <= at) this.next = this.draw(this.next.endsAt);
    return this.next.startsAt <= at ? this.next : null;
  }

  private draw(after: number): Outage {
    const { outagesPerYear, outageMedianHours, outageLoss } = this.profile;
    if (outagesPerYear === 0) return { startsAt: Infinity, endsAt: Infinity, forgets: false };
    const startsAt = after + this.stream.exponential(yearMs / outagesPerYear);
    const lengthMs = Math.min(240, this.stream.logNormal(outageMedianHours, 1.1)) * hourMs;
    return { startsAt, endsAt: startsAt + lengthMs, forgets: this.stream.chance(outageLoss) };
  }
}
