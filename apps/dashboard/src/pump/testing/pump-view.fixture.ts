import type { PumpView, SeriesBucket } from '@cisterna/contract';
import { dayMs, hourMs } from '../time-window.ts';
import type { Series } from '../use-pump.ts';

/** The present of the examples. */
export const presentMs = Date.UTC(2026, 9, 28);

/** A time so many days from the present. */
export const dayFromNow = (days: number): string => new Date(presentMs + days * dayMs).toISOString();

const view = {
  id: 'P-7',
  clinicId: 'north',
  registration: { drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }], reportIntervalSeconds: 3600, sensors: { reservoir: false, catheterPressure: true } },
  therapy: { mode: 'continuous', segments: [{ startMinute: 0, rateNlPerHour: 10_000 }], patientBolus: null, since: dayFromNow(-90) },
  reservoir: { capacityNl: 20_000_000, lowReservoirNl: 2_000_000, computedLevelNl: 10_000_000, estimate: { p10Nl: 9_000_000, p50Nl: 10_000_000, p90Nl: 11_000_000 }, unreportedNl: 0 },
  refill: {
    lowAt: { p10: dayFromNow(30), p50: dayFromNow(33), p90: dayFromNow(37) },
    emptyAt: { p10: dayFromNow(38), p50: dayFromNow(42), p90: dayFromNow(47) },
    refillBy: dayFromNow(30),
    because: 'low-reservoir',
    status: 'ok',
  },
  catheter: { status: 'no-suspicion', suspectedKind: null, probability: 0.002, onsetAt: null, detectedAt: null, recommendedCheck: null, evidence: [] },
  completeness: { completeThrough: null, missing: 0, gaps: [] },
  asOf: dayFromNow(0),
  version: 10,
};

/** A pump that is well, with what an example changes. */
export const pumpViewWith = (changes: Readonly<Record<string, unknown>> = {}): PumpView => ({ ...view, ...changes }) as unknown as PumpView;

/** Hourly readings of the last days before the present. */
export const hourlySeries = (days: number, value: (at: number) => number): Series => {
  const window = { from: presentMs - days * dayMs, to: presentMs };
  const buckets: SeriesBucket[] = [];
  for (let at = window.from; at < window.to; at += hourMs) buckets.push({ at: new Date(at).toISOString(), min: value(at), mean: value(at), max: value(at), n: 1 });
  return { window, points: days * 24, buckets };
};
