import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import type { CatheterDetector } from '../walk/suspicion.ts';
import { RollingMedian } from './rolling-median.ts';

/** What anybody can draw: the pulsation is under half of its 7-day median for 6 hours. */
export const thresholdDetector = (reportIntervalSeconds: number): CatheterDetector<PumpEvent> => {
  const median = new RollingMedian(Math.round((7 * dayMs) / (1000 * reportIntervalSeconds)));
  const least = (2 * dayMs) / (1000 * reportIntervalSeconds);
  let lowSince: EpochMs | null = null;
  let examinedPatent = false;
  const read = (at: EpochMs, pulsationPa: number): boolean => {
    const low = median.count >= least && pulsationPa < median.median / 2;
    median.add(pulsationPa);
    if (low) lowSince ??= at;
    else {
      lowSince = null;
      examinedPatent = false;
    }
    return lowSince !== null && at - lowSince >= 6 * hourMs && !examinedPatent;
  };
  let suspects = false;
  return {
    take: event => {
      const pressure = event.type === 'delivery.reported.v1' ? event.data.catheterPressure : null;
      if (pressure !== null) suspects = read(event.at, pressure.pulsationPa);
      return suspects;
    },
    foundPatent: () => {
      examinedPatent = true;
      suspects = false;
    },
  };
};
