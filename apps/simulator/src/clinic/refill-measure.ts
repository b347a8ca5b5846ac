import type { RandomStream } from '../random/random-stream.ts';
import type { TrueReservoir } from '../pump/true-reservoir.ts';

/** A refill as it went and as it was written down, in nanolitres. */
export interface RefillMeasure {
  readonly beforeNl: number;
  readonly drawnNl: number;
  readonly filledNl: number;
  readonly pocketNl: number;
  readonly aspiratedRecordedNl: number;
  readonly filledRecordedNl: number;
}

const graduationNl = 100_000;
const read = (volumeNl: number): number => Math.max(0, Math.round(volumeNl / graduationNl) * graduationNl);

/**
 * Empties and fills a reservoir by needle: about 0.1 mL stays behind, the syringe is read to 0.1 mL (unconfirmed defaults), and
 * `pocketShare` of the fill goes beside the reservoir.
 */
export const refillByNeedle = (
  stream: RandomStream,
  reservoir: TrueReservoir,
  { fillNl, pocketShare }: { readonly fillNl: number; readonly pocketShare: number },
): RefillMeasure => {
  const beforeNl = reservoir.volumeNl;
  const drawnNl = reservoir.aspirate(Math.max(0, stream.normal(100_000, 90_000)));
  const aspiratedRecordedNl = read(drawnNl + stream.normal(0, 100_000));
  const pushedNl = fillNl + stream.normal(0, 60_000);
  const filledNl = reservoir.fill(pushedNl * (1 - pocketShare));
  return {
    beforeNl,
    drawnNl,
    filledNl,
    pocketNl: pushedNl * pocketShare,
    aspiratedRecordedNl,
    filledRecordedNl: fillNl,
  };
};
