import type { Clinic, Handles } from '../clinic/clinic.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { Episode } from './fault-ledger.ts';
import type { FaultKind } from './fault-kind.ts';

/** The pump that a fault strikes now, and the draws that shape the fault. */
export interface FaultStage {
  readonly kind: FaultKind;
  readonly handles: Handles;
  readonly clinic: Clinic;
  readonly stream: RandomStream;
}

/** Lets a fault begin now; what follows from it is set as timers of the pump. */
export type Strike = (stage: FaultStage) => void;

/** Writes a fault that is there at once into the pump's ledger. */
export const beginNow = ({ kind, handles }: FaultStage, size: number, repair: () => void): Episode => {
  const { faults, now } = handles.world;
  return faults.begin({ kind, onsetAt: now, halfAt: now, size, repair });
};
