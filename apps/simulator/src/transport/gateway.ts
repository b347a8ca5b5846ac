import type { PumpFact } from '@cisterna/contract';
import type { Departure } from '../pump/journal.ts';
import type { Noise } from '../random/noise.ts';
import { hourMs, minuteMs, secondMs } from '../time/periods.ts';
import type { NetworkProfile } from './network-profile.ts';
import type { Outages } from './outages.ts';

/** Where the records of a gateway go: into the log, at a moment of true time, or nowhere. */
export interface GatewayEnds {
  readonly arrived: (event: PumpFact, arrivalAts: readonly number[]) => void;
  readonly lost: (event: PumpFact) => void;
}

/** The lanes of a record's own noise: what happens to it depends on nothing but its identity. */
const lane = { lost: 1, latency: 2, late: 3, delay: 4, reordered: 5, repeated: 6, again: 7 };

/** Carries a pump's records to the log: some late, some out of order, some twice, some never; after an outage all at once. */
export class Gateway {
  private lastAt = -Infinity;

  constructor(
    private readonly profile: NetworkProfile,
    private readonly noise: Noise,
    private readonly outages: Outages,
    private readonly ends: GatewayEnds,
  ) {}

  /** Takes a record that leaves the pump or a clinic; departures of the pump must not go back in time. */
  accept(event: PumpFact, departure: Departure): void {
    const place = event.boot * 1_000_003 + event.seq * 64 + event.entry;
    const arrivalAt = departure.by === 'clinic' ? departure.at : this.arrival(departure, place);
    if (arrivalAt === null) {
      this.ends.lost(event);
      return;
    }
    const first = Math.ceil(arrivalAt);
    if (this.noise.uniform(place, lane.repeated) >= this.profile.repeated) this.ends.arrived(event, [first]);
    else
      this.ends.arrived(event, [
        first,
        Math.ceil(first + 5 * hourMs * this.noise.uniform(place, lane.again) ** 3 + secondMs),
      ]);
  }

  /** When a record gets there, null for never. */
  private arrival({ at, by }: Departure, place: number): number | null {
    if (by === 'nowhere' || this.noise.uniform(place, lane.lost) < this.profile.lost) return null;
    const outage = this.outages.during(at);
    if (outage?.forgets === true) return null;
    const latencyMs = (1 + 25 * this.noise.uniform(place, lane.latency) ** 3) * secondMs;
    const onWayAt = (outage?.endsAt ?? at) + latencyMs;
    const extraMs = this.extraDelay(place);
    if (extraMs > 0) return onWayAt + extraMs;
    this.lastAt = Math.max(onWayAt, this.lastAt + 1);
    return this.lastAt;
  }

  /** What a record that left the line waits longer than its successors. */
  private extraDelay(place: number): number {
    const share = this.noise.uniform(place, lane.delay);
    if (this.noise.uniform(place, lane.late) < this.profile.late)
      return Math.min(240 * hourMs, hourMs * Math.exp(6 * share));
    if (this.noise.uniform(place, lane.reordered) < this.profile.reordered) return (1 + 180 * share) * minuteMs;
    return 0;
  }
}
