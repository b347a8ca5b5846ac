import type { PumpEvent } from '@cisterna/contract';
import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import { meanOf } from '../stats/quantile.ts';

/** One channel of pressure as it really is in one sound pump: expected value by hour of the day, and the noise around it. */
export interface KnownChannel {
  readonly expected: readonly number[];
  /** Correlation of one report's deviation with the next one's. */
  readonly persistence: number;
  /** Standard deviation of what is new in each report. */
  readonly innovation: number;
}

/** A report's pressure: natural logarithm of the pulsation in pascals, and the mean in pascals. */
export interface PressureReading {
  readonly at: number;
  readonly logPulsation: number;
  readonly meanPa: number;
}

/** The reading of an event; null for all but reports with a pressure. */
export const readingOf = (event: PumpEvent): PressureReading | null => {
  if (event.type !== 'delivery.reported.v1') return null;
  const pressure = event.data.catheterPressure;
  return pressure === null
    ? null
    : { at: event.at, logPulsation: Math.log(Math.max(1, pressure.pulsationPa)), meanPa: pressure.meanPa };
};

export const hourOf = (at: number): number => Math.floor((at % dayMs) / hourMs);

const byHour = (
  readings: readonly PressureReading[],
  value: (reading: PressureReading) => number,
): readonly number[] => {
  const sums = Array.from({ length: 24 }, () => ({ sum: 0, count: 0 }));
  for (const reading of readings) {
    const sum = sums[hourOf(reading.at)];
    if (sum === undefined) continue;
    sum.sum += value(reading);
    sum.count += 1;
  }
  const all = meanOf(readings.map(value));
  return sums.map(({ sum, count }) => (count === 0 ? all : sum / count));
};

/** Learns a channel from a whole sound life: what no detector in the world can know beforehand. */
export const knowChannel = (
  readings: readonly PressureReading[],
  value: (reading: PressureReading) => number,
): KnownChannel => {
  const expected = byHour(readings, value);
  const deviations = readings.map(reading => value(reading) - (expected[hourOf(reading.at)] ?? 0));
  const squares = meanOf(deviations.map(d => d * d));
  const products = meanOf(deviations.slice(1).map((d, at) => d * (deviations[at] ?? 0)));
  const persistence = squares > 0 ? Math.min(0.995, Math.max(0, products / squares)) : 0;
  return { expected, persistence, innovation: Math.sqrt(Math.max(1e-6, squares * (1 - persistence ** 2))) };
};
