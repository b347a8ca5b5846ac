import type { DrugCode, EpochMs } from '@cisterna/contract';

/** Days a drug may stay in the reservoir; `default` for those not named. */
export type MaximumIntervals = Readonly<Partial<Record<DrugCode, number>> & { default: number }>;

/** Baclofen 180 days (label practice, Neuromodulation 2023), morphine 90 (UW Health), others as baclofen. */
export const defaultMaximumIntervals: MaximumIntervals = { baclofen: 180, morphine: 90, default: 180 };

const MS_PER_DAY = 86_400_000;

/** When a filling has been in for as long as the strictest of its drugs allows. */
export const maximumIntervalEnd = (
  filledAt: EpochMs,
  drugs: readonly { readonly code: DrugCode }[],
  intervals: MaximumIntervals = defaultMaximumIntervals,
): EpochMs => {
  let days = drugs.length === 0 ? intervals.default : Infinity;
  for (const { code } of drugs) days = Math.min(days, intervals[code] ?? intervals.default);
  return filledAt + days * MS_PER_DAY;
};
