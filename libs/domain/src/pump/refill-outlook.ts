import { forecastRefill, type RefillForecast } from '../forecast/refill-forecast.ts';
import { drugsOf, levelInputs, type PumpState } from './pump-state.ts';

const noFill = { at: null, drugExpiresAt: null };

/** The refill forecast of a pump as at its last event. */
export const refillOutlook = (state: PumpState): RefillForecast => {
  const { at: filledAt, drugExpiresAt } = state.reservoir.fill ?? noFill;
  return forecastRefill({
    now: state.last?.at ?? 0,
    level: levelInputs(state),
    filledAt,
    therapy: state.therapy,
    motorStalled: state.mechanism.openAlarms.includes('motor-stall'),
    lowReservoirNl: state.registration?.lowReservoirNl ?? null,
    drugs: drugsOf(state),
    drugExpiresAt,
  });
};
