import { formatTime, nanolitres, type PumpSummary } from '@cisterna/contract';
import { estimateLevel } from '../forecast/estimate.ts';
import { levelInputs, type PumpState } from '../pump/pump-state.ts';
import { computedLevelNl } from '../reservoir/fill.ts';

type Levels = PumpSummary['reservoir'];
type FillLevels = Pick<Levels, 'filledNl' | 'filledAt' | 'deliveredSinceFillNl' | 'computedLevelNl' | 'unreportedNl'>;

const noFill: FillLevels = { filledNl: null, filledAt: null, deliveredSinceFillNl: null, computedLevelNl: null, unreportedNl: null };

const fillLevels = ({ fill, missing }: PumpState['reservoir']): FillLevels =>
  fill === null
    ? noFill
    : {
        filledNl: fill.filledNl,
        filledAt: formatTime(fill.at),
        deliveredSinceFillNl: fill.deliveredNl,
        computedLevelNl: computedLevelNl(fill),
        unreportedNl: nanolitres(missing.unreportedNl),
      };

/** The account and the estimate of the present fill; what depends on a fill is null before the first refill. */
export const reservoirViewOf = (state: PumpState): Levels => {
  const { sensedNl, sensedAt } = state.reservoir;
  const inputs = levelInputs(state);
  return {
    capacityNl: state.registration?.reservoirCapacityNl ?? null,
    lowReservoirNl: state.registration?.lowReservoirNl ?? null,
    ...fillLevels(state.reservoir),
    sensedLevelNl: sensedNl,
    sensedAt: sensedAt === null ? null : formatTime(sensedAt),
    estimate: inputs === null ? null : estimateLevel(inputs),
  };
};
