import { formatTime, type EpochMs, type RefillView } from '@cisterna/contract';
import type { DateQuantiles } from '../forecast/refill-forecast.ts';
import { refillStatus } from '../forecast/refill-status.ts';
import type { PumpState } from '../pump/pump-state.ts';
import { refillOutlook } from '../pump/refill-outlook.ts';

const moments = (dates: DateQuantiles | null): RefillView['lowAt'] =>
  dates === null ? null : { p10: formatTime(dates.p10), p50: formatTime(dates.p50), p90: formatTime(dates.p90) };

const timeText = (at: EpochMs | null): string | null => (at === null ? null : formatTime(at));

/** The dates as at the last event, the status as at `now`. */
export const refillViewOf = (state: PumpState, now: EpochMs): RefillView => {
  const outlook = refillOutlook(state);
  return {
    lowAt: moments(outlook.lowAt),
    emptyAt: moments(outlook.emptyAt),
    drugExpiresAt: timeText(outlook.drugExpiresAt),
    refillBy: timeText(outlook.refillBy),
    because: outlook.because,
    status: refillStatus(outlook.refillBy, now),
  };
};
