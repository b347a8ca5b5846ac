import type { PumpSummary } from '@cisterna/contract';
import { millilitres } from '../format/units.ts';

/** What a level bar shows; nanolitres, null where unknown. */
export type Levels = Pick<PumpSummary['reservoir'], 'capacityNl' | 'lowReservoirNl' | 'computedLevelNl' | 'estimate'>;

const levelWord = ({ capacityNl, computedLevelNl }: Levels): string => {
  if (computedLevelNl === null) return 'level unknown until the first refill';
  return `level ${millilitres(computedLevelNl)}${capacityNl === null ? '' : ` of ${millilitres(capacityNl, 0)}`}`;
};

/** The bar in words: `level 8.4 mL of 40 mL, low mark at 4.0 mL, estimate 7.1 mL to 9.6 mL`. */
export const levelWords = (levels: Levels): string => {
  const { lowReservoirNl, estimate } = levels;
  const low = lowReservoirNl === null ? '' : `, low mark at ${millilitres(lowReservoirNl)}`;
  return `${levelWord(levels)}${low}${estimate === null ? '' : `, estimate ${millilitres(estimate.p10Nl)} to ${millilitres(estimate.p90Nl)}`}`;
};
