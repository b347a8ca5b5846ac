import type { EpochMs, EventIdentity } from '@cisterna/contract';

/** One accepted event for the archive; the typed columns hold what its kind has, else null. `text` is the structured CloudEvent. */
export interface ArchiveRow extends EventIdentity {
  readonly type: string;
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  readonly deliveredNl: number | null;
  readonly filledNl: number | null;
  readonly sensedNl: number | null;
  readonly meanPa: number | null;
  readonly pulsationPa: number | null;
  readonly text: string;
  /** `text` in UTF-8, where it is at hand: writing it down is then a copy. */
  readonly bytes?: Uint8Array | undefined;
}
