import { nanolitres } from '@cisterna/contract';
import type { EpochMs, EventOrder, Nanolitres } from '@cisterna/contract';

/** One fill of the reservoir: from a refill to the next one, in (boot, seq) order. All volumes in nanolitres. */
export interface Fill {
  /** The refill that began it. */
  readonly order: EventOrder;
  readonly at: EpochMs;
  readonly filledNl: Nanolitres;
  /** Sum of the reports since, by the pump's own account. */
  readonly deliveredNl: Nanolitres;
  readonly drugExpiresAt: EpochMs | null;
}

/** The sum of two volumes; a volume has 53 bits, so no sum passes them. */
export const addVolumes = (a: number, b: number): Nanolitres => nanolitres(Math.min(Number.MAX_SAFE_INTEGER, a + b));

/** The exact account: what was filled less what the pump says it delivered, never below 0. */
export const computedLevelNl = (fill: Fill): Nanolitres => nanolitres(Math.max(0, fill.filledNl - fill.deliveredNl));
