import { rounded } from './smoothing.ts';

/** Readings that together cover some time: their means, weighed by time. In logarithms of pascals and in pascals. Plain data, safe to keep as JSON. */
export interface PressureBlock {
  readonly hours: number;
  readonly logPulsation: number;
  readonly meanPa: number;
}

/** What a sensor at a catheter may show at most, up or down, in pascals; beyond it is no pressure but a fault of the sensor. [U] */
const MOST_PA = 50_000;
const GRAIN = 1e6;

/** A mean within what a sensor may show. */
export const limitedPa = (pascals: number): number => Math.min(MOST_PA, Math.max(-MOST_PA, pascals));

/** The sensor's floor: below 1 Pa the logarithm would make noise look like news. */
const logOf = (pulsationPa: number): number => Math.log(Math.min(MOST_PA, Math.max(1, pulsationPa)));

/** The block with one more reading of so many hours; the first one makes a block by itself. */
export const addReading = (
  block: PressureBlock | null,
  { meanPa, pulsationPa }: { readonly meanPa: number; readonly pulsationPa: number },
  hours: number,
): PressureBlock => {
  const pressure = limitedPa(meanPa);
  if (block === null) return { hours: rounded(hours, GRAIN), logPulsation: rounded(logOf(pulsationPa), GRAIN), meanPa: pressure };
  const together = block.hours + hours;
  const share = hours / together;
  return {
    hours: rounded(together, GRAIN),
    logPulsation: rounded(block.logPulsation + share * (logOf(pulsationPa) - block.logPulsation), GRAIN),
    meanPa: rounded(block.meanPa + share * (pressure - block.meanPa), GRAIN),
  };
};
