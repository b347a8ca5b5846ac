import type { PumpView } from '@cisterna/contract';

/** A point of a chart: epoch milliseconds and nanolitres. */
export interface ChartPoint {
  readonly at: number;
  readonly value: number;
}

/** How the level is expected to fall: the likely path, and the area between the early and the late one. */
export interface Fan {
  readonly early: readonly ChartPoint[];
  readonly likely: readonly ChartPoint[];
  readonly late: readonly ChartPoint[];
}

const path = (now: ChartPoint, low: ChartPoint | null, empty: ChartPoint): ChartPoint[] => {
  const falls = low !== null && low.at > now.at && low.at < empty.at && low.value < now.value;
  return falls ? [now, low, empty] : [now, empty];
};

/** The forecast from the estimate now through the low mark to empty; null when nothing is being delivered or estimated. */
export const fanOf = ({ reservoir, refill, asOf }: Pick<PumpView, 'reservoir' | 'refill' | 'asOf'>): Fan | null => {
  const { estimate, lowReservoirNl } = reservoir;
  const { lowAt, emptyAt } = refill;
  if (estimate === null || emptyAt === null) return null;
  const at = Date.parse(asOf);
  const one = (which: 'p10' | 'p50' | 'p90', value: number): ChartPoint[] => {
    const low = lowAt === null || lowReservoirNl === null ? null : { at: Date.parse(lowAt[which]), value: lowReservoirNl };
    return path({ at, value: value }, low, { at: Date.parse(emptyAt[which]), value: 0 });
  };
  return { early: one('p10', estimate.p10Nl), likely: one('p50', estimate.p50Nl), late: one('p90', estimate.p90Nl) };
};

/** Where the fan ends, epoch milliseconds; null without one. */
export const fanEnd = (fan: Fan | null): number | null => fan?.late.at(-1)?.at ?? null;
