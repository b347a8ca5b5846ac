import type { EpochMs } from '@cisterna/contract';
import { risesOf, type SensedStep } from './sensed-days.ts';

/** Days over which the level is held against the programme, and the label's limit on their ratio. */
const days = 7;
const limit = 0.145;

/** What anybody can draw: over a week the sensed level has fallen by more than 114.5 % of the programme. Gives when that began. */
export const levelThreshold = (steps: readonly SensedStep[]): readonly EpochMs[] => {
  let week: readonly SensedStep[] = [];
  return risesOf(steps, (step, already) => {
    week = [...(step.follows ? week : []), step].slice(-days);
    if (week.length < days) return already;
    const askedNl = week.reduce((sum, day) => sum + day.askedNl, 0);
    return week.reduce((sum, day) => sum + day.beyondNl, 0) > limit * askedNl;
  });
};
