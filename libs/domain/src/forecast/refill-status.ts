import type { EpochMs, RefillStatus } from '@cisterna/contract';

const MS_PER_DAY = 86_400_000;
/** A week’s notice, and the 3 days before which a clinic books (Gillette refill page). */
const DUE_SOON_MS = 7 * MS_PER_DAY;
const DUE_MS = 3 * MS_PER_DAY;

/** The status at a moment: `due-soon` from 7 days before `refillBy` on, `due` from 3, `overdue` once it is past; unknown without a date. */
export const refillStatus = (refillBy: EpochMs | null, now: EpochMs): RefillStatus => {
  if (refillBy === null) return 'unknown';
  const left = refillBy - now;
  if (left < 0) return 'overdue';
  if (left <= DUE_MS) return 'due';
  return left <= DUE_SOON_MS ? 'due-soon' : 'ok';
};
