import { habitOutlook } from '../forecast/bolus-habit.ts';
import { forecastRefill, type RefillForecast } from '../forecast/refill-forecast.ts';
import { drugsOf, levelInputs, type PumpState } from './pump-state.ts';

const noFill = { at: null, drugExpiresAt: null };

const forecastOf = (state: PumpState): RefillForecast => {
  const { at: filledAt, drugExpiresAt } = state.reservoir.fill ?? noFill;
  return forecastRefill({
    now: state.last?.at ?? 0,
    level: levelInputs(state),
    filledAt,
    therapy: state.therapy,
    habit: habitOutlook(state.habit, state.therapy?.patientBolus ?? null),
    motorStalled: state.mechanism.openAlarms.includes('motor-stall'),
    lowReservoirNl: state.registration?.lowReservoirNl ?? null,
    drugs: drugsOf(state),
    drugExpiresAt,
  });
};

/** States are never changed, and one is asked more than once: by the calendar, for the row, by a view. */
const known = new WeakMap<PumpState, RefillForecast>();

/** The refill forecast of a pump as at its last event; reckoned once for a state. */
export const refillOutlook = (state: PumpState): RefillForecast => {
  const found = known.get(state);
  if (found !== undefined) return found;
  const outlook = forecastOf(state);
  known.set(state, outlook);
  return outlook;
};
