import type { EpochMs } from '@cisterna/contract';
import { noOutages, type Outage } from '@cisterna/domain';

/** The service's time while one batch is worked: by the wall, or by the newest `receivedAt` read from the partition. */
export interface ServiceTime {
  readonly kind: 'wall' | 'stream';
  /** Before the batch. */
  readonly before: EpochMs;
  /** With the batch read. */
  readonly now: EpochMs;
  /** The time through which the partition is known to be read; `-Infinity` in a batch on the wall clock, which tells nothing of that. */
  readonly readThrough: EpochMs;
  /** When the log was away; none on the stream clock, where no time passes then. */
  readonly outages: readonly Outage[];
}

/** The stream clock moves from `before` to `now`: it is what was read. */
export const streamTime = (before: EpochMs, now: EpochMs): ServiceTime => ({ kind: 'stream', before, now, readThrough: now, outages: noOutages });

/** When something is decided that the log brought at `receivedAt`: on the wall clock now, on the stream clock then. */
export const decidedAt =
  ({ kind, now }: ServiceTime) =>
  (receivedAt: EpochMs | null): EpochMs =>
    kind === 'wall' || receivedAt === null ? now : receivedAt;
