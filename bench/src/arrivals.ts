import { encodeOccurrence, type Occurrence } from './cloud-event.ts';
import { hourMs, minuteMs, PumpHistory } from './pump-history.ts';
import { between, seededRandom, type Random } from './random.ts';

export interface FleetOptions {
  readonly seed: number;
  readonly pumps: number;
  /** Records in all, repeats included. */
  readonly records: number;
}

/** One record as the gateway sends it. */
export interface Arrival {
  readonly key: string;
  readonly value: string;
  /** Epoch milliseconds, some seconds after the event; a late or repeated record up to 3.5 hours. */
  readonly receivedAt: number;
}

/** 5 January 2026: in the past, as brokers and contract ask, and the same in every run. */
export const startsAt = Date.UTC(2026, 0, 5);
export const shareLate = 0.01;
export const shareRepeated = 0.01;
const slowestMs = 20_000;

/** Sends one pump's events in order, some of them late (behind the next one to three reports), some of them twice. */
class Gateway {
  private readonly history: PumpHistory;
  private lastSentAt = 0;

  constructor(
    index: number,
    seed: number,
    private readonly random: Random,
  ) {
    this.history = new PumpHistory(index, seed, startsAt);
  }

  send(hour: number): Arrival[] {
    return this.history.hour(hour).flatMap(event => this.pass(event, hour));
  }

  private pass(event: Occurrence, hour: number): Arrival[] {
    const key = event.pumpId;
    const value = encodeOccurrence(event);
    const promptAt = Math.max(event.at + between(this.random, 500, slowestMs), this.lastSentAt + 1);
    const late = hour > 0 && this.random() < shareLate;
    if (!late) this.lastSentAt = promptAt;
    const receivedAt = late ? promptAt + between(this.random, 1, 3) * hourMs + 10 * minuteMs : promptAt;
    const first = { key, value, receivedAt };
    if (this.random() >= shareRepeated) return [first];
    return [first, { key, value, receivedAt: receivedAt + between(this.random, 1_000, 2 * hourMs) }];
  }
}

/** The whole fleet's records in order of receipt, about an hour of all pumps at a time, `records` in all. */
export function* arrivals({ seed, pumps, records }: FleetOptions): Generator<Arrival[]> {
  const random = seededRandom(seed);
  const gateways = Array.from({ length: pumps }, (_, index) => new Gateway(index, seed, random));
  let onTheWay: Arrival[] = [];
  let left = records;
  for (let hour = 0; left > 0; hour += 1) {
    for (const gateway of gateways) onTheWay.push(...gateway.send(hour));
    const until = startsAt + (hour + 1) * hourMs;
    const due = onTheWay.filter(arrival => arrival.receivedAt < until).sort((a, b) => a.receivedAt - b.receivedAt);
    onTheWay = onTheWay.filter(arrival => arrival.receivedAt >= until);
    yield due.slice(0, left);
    left -= due.length;
  }
}
