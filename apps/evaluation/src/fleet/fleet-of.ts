import { otherPumps } from '../alternative/other-pumps.ts';
import type { Physics } from '../cli/evaluate-options.ts';
import type { FleetChoice, ImaginedPump } from './pump-truth.ts';
import { simulatedPumps } from './simulated-pumps.ts';

/** The pumps of a world, one after the other. */
export const fleetOf = (physics: Physics, choice: FleetChoice): Iterable<ImaginedPump> =>
  physics === 'alternative' ? otherPumps(choice) : simulatedPumps(choice);
