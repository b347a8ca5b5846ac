import type { PumpEvent } from '@cisterna/contract';
import type { ImaginedPump } from '../fleet/pump-truth.ts';
import { SuspicionLog, type CatheterDetector, type Suspicion } from './suspicion.ts';

/** Lets a detector hear one pump's life; what it suspects wrongly is examined. */
export const runDetector = (
  { events, truth }: Pick<ImaginedPump, 'events' | 'truth'>,
  detector: CatheterDetector<PumpEvent>,
): readonly Suspicion[] => {
  const log = new SuspicionLog(truth);
  for (const event of events) {
    if (log.takeExamination(event.at) !== null) {
      detector.foundPatent();
      log.hear(event.at, false);
    }
    log.hear(event.at, detector.take(event));
  }
  return log.suspicions;
};
