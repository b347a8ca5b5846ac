import { parseTime, type EpochMs, type PumpSummary } from '@cisterna/contract';
import { refillStatus } from '../forecast/refill-status.ts';
import type { PumpState } from '../pump/pump-state.ts';
import { isSilentAt, pumpSummary, pumpView, type Judgement } from './pump-view.ts';

/** A pump's summary before a clock and the alerts have had their say: a function of the fold alone, so it may be kept for as long as the fold stands. */
export type PumpReading = PumpSummary;

/** What turns a reading into a summary; silence is given, since outages of the log lie outside the fold. */
export type ReadingJudgement = Pick<Judgement, 'now' | 'readThrough' | 'alerts'> & {
  readonly silentAt: EpochMs | null;
};

const noAlerts = { open: 0, unacknowledged: 0, highestPriority: null } as const;

/** The reading of a pump with at least one event. */
export const pumpReading = (state: PumpState): PumpReading =>
  pumpSummary(pumpView(state, { now: 0, readThrough: 0, silentAt: null, alerts: noAlerts }));

/** The summary of a pump by the clock, the same as that of its view. */
export const judgedSummary = (reading: PumpReading, judgement: ReadingJudgement): PumpSummary => {
  const silent = isSilentAt(judgement.silentAt, judgement);
  const { refillBy } = reading.refill;
  return {
    ...reading,
    deliveryState: reading.deliveryState === 'delivering' && silent ? 'unknown' : reading.deliveryState,
    refill: { ...reading.refill, status: refillStatus(refillBy === null ? null : parseTime(refillBy), judgement.now) },
    connectivity: { ...reading.connectivity, silent },
    alerts: judgement.alerts,
  };
};
