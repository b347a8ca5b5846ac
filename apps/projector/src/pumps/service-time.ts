import type { EpochMs } from '@cisterna/contract';

/** The service's time while one batch is worked: by the wall, or by the newest `receivedAt` read from the partition. */
export interface ServiceTime {
  readonly kind: 'wall' | 'stream';
  /** Before the batch. */
  readonly before: EpochMs;
  /** With the batch read. */
  readonly now: EpochMs;
}

/** When something is decided that the log brought at `receivedAt`: on the wall clock now, on the stream clock then. */
export const decidedAt =
  ({ kind, now }: ServiceTime) =>
  (receivedAt: EpochMs | null): EpochMs =>
    kind === 'wall' || receivedAt === null ? now : receivedAt;
