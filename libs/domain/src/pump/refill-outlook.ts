import { habitOutlook } from '../forecast/bolus-habit.ts';
import { forecastRefill, type RefillForecast, type SensedFall } from '../forecast/refill-forecast.ts';
import { sensedRatio } from '../flow/level-watch.ts';
import { drugsOf, levelInputs, type PumpState } from './pump-state.ts';

/** The low mark of a pump whose registration has not arrived: the manufacturer's recommendation (Neurosurgery 2004;55:390, PMID 15271246). */
const RECOMMENDED_LOW_NL = 2_000_000;

/** Below so much account a fill tells no ratio: a sensor's bias would be taken for flow. */
const TELLING_NL = 2_000_000;

const noFill = { at: null, drugExpiresAt: null };

/** What the sensor sees while it sees too much leave, and has a reading of this fill: at the ratio of the last days, or of the fill where that is larger. */
const sensedFallOf = ({ flow, reservoir }: PumpState): SensedFall | null => {
  const { sensedNl, sensedAt, fill } = reservoir;
  if (flow.level === null || fill === null || sensedNl === null || sensedAt === null) return null;
  if (!flow.over.includes('sensed') || sensedAt <= fill.at) return null;
  const ofFill = (fill.filledNl - sensedNl) / Math.max(TELLING_NL, fill.deliveredNl);
  return { levelNl: sensedNl, ratio: Math.max(sensedRatio(flow.level, flow.cycles.mean).over, ofFill) };
};

const forecastOf = (state: PumpState): RefillForecast => {
  const { at: filledAt, drugExpiresAt } = state.reservoir.fill ?? noFill;
  return forecastRefill({
    now: state.last?.at ?? 0,
    level: levelInputs(state),
    sensedFall: sensedFallOf(state),
    filledAt,
    therapy: state.therapy,
    habit: habitOutlook(state.habit, state.therapy?.patientBolus ?? null),
    motorStalled: state.mechanism.openAlarms.includes('motor-stall'),
    lowReservoirNl: state.registration?.lowReservoirNl ?? RECOMMENDED_LOW_NL,
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
