import type { EpochMs, PumpView } from '@cisterna/contract';

type Segments = NonNullable<PumpView['therapy']>['segments'];

const minutesOfDay = 1440;

/** Mean rate of a day's schedule. */
export const meanRateNlPerHour = (segments: Segments): number =>
  segments.reduce((sum, { startMinute, rateNlPerHour }, at) => {
    const endMinute = segments[at + 1]?.startMinute ?? minutesOfDay;
    return sum + ((endMinute - startMinute) / minutesOfDay) * rateNlPerHour;
  }, 0);

/** When the computed level would cross the low mark at the programmed mean rate, as a pump's own alarm date has it; null when unknown or never. */
export const constantRateLowAt = (
  { reservoir, therapy }: Pick<PumpView, 'reservoir' | 'therapy'>,
  now: EpochMs,
): EpochMs | null => {
  const rate = meanRateNlPerHour(therapy?.segments ?? []);
  const { computedLevelNl, lowReservoirNl } = reservoir;
  if (computedLevelNl === null || lowReservoirNl === null || rate <= 0) return null;
  return now + (Math.max(0, computedLevelNl - lowReservoirNl) / rate) * 3_600_000;
};
