import { hourMs } from '../fleet/pump-truth.ts';
import type { FoundFault } from '../score/detection.ts';
import type { JudgedForecast } from '../score/forecast.ts';

/** A fault that began at 0 and was found so many hours later; null: never. */
export const faultFound = (hours: number | null, over: Partial<FoundFault> = {}): FoundFault => ({
  kind: 'leak',
  sensor: true,
  onsetAt: 0,
  halfAt: 0,
  therapyLostAt: null,
  foundAt: hours === null ? null : hours * hourMs,
  ...over,
});

/** A forecast that held the low date or didn't, half as far off as the constant rate. */
export const forecastThat = (held: boolean, over: Partial<JudgedForecast> = {}): JudgedForecast => ({
  daysToGo: 20,
  held,
  lossHours: 10,
  constantLossHours: 20,
  errorHours: 0,
  constantErrorHours: 0,
  bandHours: 9,
  disturbed: false,
  ...over,
});
