import type { EpochMs } from '@cisterna/contract';
import type { Clock, Settings } from '@cisterna/platform';
import type { JudgedAt } from '@cisterna/read-model';

/** What "now" is: the wall clock's, or under `CISTERNA_CLOCK=stream` the time through which a pump's partition has been read. */
export class ServiceTime {
  constructor(
    private readonly settings: Pick<Settings, 'clock' | 'topics'>,
    private readonly clock: Clock,
  ) {}

  /** The moment by the wall clock, whatever the setting. */
  wallNow(): EpochMs {
    return this.clock.now();
  }

  /** Now for a pump whose partition has been read through `readThrough`; the wall clock's where nothing was read yet. */
  nowFor(readThrough: EpochMs): EpochMs {
    return this.settings.clock === 'stream' && readThrough > 0 ? readThrough : this.clock.now();
  }

  /** By which clock lists judge. */
  forLists(): JudgedAt {
    return { topic: this.settings.topics.telemetry, now: this.settings.clock === 'stream' ? null : this.clock.now() };
  }

  /** When an event counts as received that comes over HTTP: now, under the stream clock at its own time unless that lies ahead. */
  receiptOf(eventTime: EpochMs | null): EpochMs {
    const now = this.clock.now();
    return this.settings.clock === 'stream' && eventTime !== null ? Math.min(eventTime, now) : now;
  }
}
