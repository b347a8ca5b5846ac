import type { EpochMs } from '@cisterna/contract';
import { noOutages, withOutage, type Outage } from '@cisterna/domain';

/** The log answers twice a second; without a word for longer than this it was away, or this process stood still. */
const quietMs = 5_000;
/** A log that lives in this service was away while it was stopped; starting again quickly is no outage. */
const restartMs = 5_000;

/** When this process could reach the log. One for all its partitions. */
export class LogContact {
  #last: EpochMs | null = null;
  #outages: readonly Outage[] = noOutages;
  readonly #opened = new Set<number>();

  /** `stopsWithService`: nobody can write the log while this service does not run. */
  constructor(
    private readonly startedAt: EpochMs,
    private readonly stopsWithService: boolean,
  ) {}

  /** The log could be reached for the first time since the process started; who reads what is agreed upon after that, while it is there. */
  reached(at: EpochMs): void {
    this.#note(this.startedAt, at);
  }

  /** The log has answered at this time. */
  made(at: EpochMs): void {
    this.#note(this.#last ?? at, at);
    this.#last = Math.max(this.#last ?? at, at);
  }

  #note(from: EpochMs, to: EpochMs): void {
    if (to - from > quietMs) this.#outages = withOutage(this.#outages, [from, to]);
  }

  /** The outages that concern a partition which somebody has read through `clockAt`: others may have had contact meanwhile. */
  since(clockAt: EpochMs): readonly Outage[] {
    return this.#outages.flatMap(([from, to]) => (to > clockAt ? [[Math.max(from, clockAt), to] as const] : []));
  }

  /** The time for which the log stood still before this process opened a partition for the first time; null where it did not. */
  stoppedBefore(partition: number, clockAt: EpochMs, now: EpochMs): Outage | null {
    const isFirst = !this.#opened.has(partition);
    this.#opened.add(partition);
    return isFirst && this.stopsWithService && clockAt > 0 && now - clockAt > restartMs ? [clockAt, now] : null;
  }
}
