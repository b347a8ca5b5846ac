import type { EpochMs } from '@cisterna/contract';

/**
 * How far a bolus raises the mean of the report that holds it: minutes through a sound catheter, hours through a narrowed one. Pascals above the readings around
 * it. Plain data, safe to keep as JSON.
 */
export interface BolusTransient {
  /** When the last bolus began; null once a report has shown what it did. */
  readonly bolusAt: EpochMs | null;
  /** Reports with a bolus learnt from, up to a limit. */
  readonly count: number;
  readonly usualPa: number;
  readonly variance: number;
  /** Over the last few reports with a bolus. */
  readonly recentPa: number;
}

/** Before any bolus: an hour's mean rises by some 100 Pa, differently from patient to patient [U]. */
export const noTransient: BolusTransient = { bolusAt: null, count: 0, usualPa: 0, variance: 300 ** 2, recentPa: 0 };

/** What a prior of the spread weighs, how many reports are remembered, and how many tell the present. */
const ASSUMED_COUNT = 4;
const MOST_COUNT = 40;
const RECENT_COUNT = 3;
/** Reports with a bolus that must be known before one can be odd. */
const KNOWN_COUNT = 6;
const LEAST_SPREAD_PA = 60;
/** In standard deviations: one report reaches no further. */
const LIMIT = 5;
/** Standard deviations from which on a transient speaks, and the most nats that it adds. */
const ODD_FROM = 2;
const MOST_NATS = 2;

const { max, min, round, sqrt } = Math;

/** A bolus was given; the next report shows what it did. */
export const expectTransient = (transient: BolusTransient, at: EpochMs): BolusTransient => ({
  ...transient,
  bolusAt: at,
});

/** The rise in a report with a bolus, learnt as far as it is trusted (0 to 1). */
const learnTransient = (transient: BolusTransient, risePa: number, trust: number): BolusTransient => {
  const { count, usualPa, variance, recentPa } = transient;
  const spread = sqrt(variance);
  const stray = max(-LIMIT * spread, min(LIMIT * spread, risePa - usualPa));
  const gain = trust / (count + 1);
  const varianceGain = trust / (ASSUMED_COUNT + count + 1);
  return {
    bolusAt: null,
    count: round(min(MOST_COUNT, count + trust) * 100) / 100,
    usualPa: round(usualPa + gain * (count === 0 ? risePa : stray)) + 0,
    variance: round(max(LEAST_SPREAD_PA ** 2, variance + varianceGain * (stray * stray - variance))),
    recentPa: round(recentPa + (usualPa + stray - recentPa) / min(RECENT_COUNT, count + 1)) + 0,
  };
};

/** What a report (milliseconds `from` – `to`) whose mean lies so far above the readings before it says of the bolus in it; one that holds none changes nothing. */
export const seeTransient = (
  transient: BolusTransient,
  risePa: number,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  trust: number,
): BolusTransient => {
  const { bolusAt } = transient;
  if (bolusAt === null) return transient;
  if (bolusAt < from || bolusAt > to) return { ...transient, bolusAt: null };
  return learnTransient(transient, risePa, trust);
};

/** How far the last boluses stand out, in standard deviations of this patient's; 0 while too few are known. */
export const transientDeviation = ({ count, usualPa, variance, recentPa }: BolusTransient): number =>
  count < KNOWN_COUNT ? 0 : (recentPa - usualPa) / sqrt(variance / RECENT_COUNT + variance / count);

/** Nats that slowly fading boluses add to what the pulsation shows. */
export const transientNats = (transient: BolusTransient): number => {
  const deviation = transientDeviation(transient);
  return deviation < ODD_FROM ? 0 : min(MOST_NATS, (deviation * deviation - ODD_FROM * ODD_FROM) / 2);
};
