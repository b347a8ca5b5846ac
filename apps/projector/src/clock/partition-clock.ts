import type { EpochMs } from '@cisterna/contract';
import { noOutages, withOutage, type Outage } from '@cisterna/domain';

/** The clock of a quiet partition is stored this often. */
const clockStepMs = 1000;

/** What there is to do when a partition turns out to be read through a time: decide for the pumps that are due, or only keep the time. */
export interface Advance {
  readonly at: EpochMs;
  readonly due: boolean;
}

interface Seen {
  readonly at: EpochMs;
  readonly high: bigint;
}

/** How far in time one partition has been read, when its log was away, and when the next of its pumps falls due. */
export class PartitionClock {
  #at: EpochMs = 0;
  #outages: readonly Outage[] = noOutages;
  #nextDue: EpochMs = Infinity;
  #seen: Seen | null = null;

  /** The time through which the partition has been read. */
  get at(): EpochMs {
    return this.#at;
  }

  get outages(): readonly Outage[] {
    return this.#outages;
  }

  /** Begins anew with what is stored. */
  reset({ clockAt, outages, nextDue }: { readonly clockAt: EpochMs; readonly outages: readonly Outage[]; readonly nextDue: EpochMs | null }): void {
    this.#at = clockAt;
    this.#outages = outages;
    this.#nextDue = nextDue ?? Infinity;
    this.#seen = null;
  }

  moved(at: EpochMs): void {
    this.#at = Math.max(this.#at, at);
  }

  /** Whether a pump is due by this time. */
  isDue(now: EpochMs): boolean {
    return this.#nextDue <= now;
  }

  /** Pumps were written; the earliest of them counts. */
  written(dueAts: readonly (EpochMs | null)[]): void {
    for (const at of dueAts) if (at !== null && at < this.#nextDue) this.#nextDue = at;
  }

  /** All that was due is decided; the next is due then. */
  fired(nextDue: EpochMs | null): void {
    this.#nextDue = nextDue ?? Infinity;
  }

  /** The log's end at a time. The first that was not reached yet is kept: under load, too, it will be. */
  observed(at: EpochMs, high: bigint): void {
    this.#seen ??= { at, high };
  }

  /** Everything below a position is committed: is there an end of the log that has been reached, and what does that mean? */
  reached(position: bigint): Advance | null {
    const seen = this.#seen;
    if (seen === null || position < seen.high) return null;
    this.#seen = null;
    const due = this.isDue(seen.at);
    return due || seen.at >= this.#at + clockStepMs ? { at: seen.at, due } : null;
  }

  /** The outages that are new among these; they are known from now on. */
  learn(outages: readonly Outage[]): readonly Outage[] {
    const fresh = outages.filter(([from, to]) => !this.#outages.some(([begins, ends]) => begins <= from && to <= ends));
    for (const outage of fresh) this.#outages = withOutage(this.#outages, outage);
    return fresh;
  }
}
