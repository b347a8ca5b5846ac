import type { PumpEvent } from '@cisterna/contract';
import type { ImaginedPump } from '../fleet/pump-truth.ts';
import { indirectDetector } from '../peers/indirect-detector.ts';
import { indirectLimit } from '../peers/indirect-limit.ts';
import { likelihoodDetector } from '../peers/likelihood-detector.ts';
import { thresholdDetector } from '../peers/threshold-detector.ts';
import { runDetector } from '../walk/run-detector.ts';
import type { CatheterDetector } from '../walk/suspicion.ts';
import { walkPump } from '../walk/walk-pump.ts';
import { addDetection, emptyDetection, type DetectionScore } from './detection.ts';
import { addForecasts, emptyForecasts, type ForecastScore } from './forecast.ts';
import { addMechanism, emptyMechanism, type MechanismScore } from './mechanism.ts';
import { addProbabilities, emptyProbabilities, type ProbabilityScore } from './probabilities.ts';

/** All that one fleet has shown. */
export interface Scoreboard {
  pumps: number;
  events: number;
  readonly cisterna: DetectionScore;
  readonly threshold: DetectionScore;
  readonly limit: DetectionScore;
  readonly probabilities: ProbabilityScore;
  readonly forecasts: ForecastScore;
  readonly mechanism: MechanismScore;
}

export const emptyScoreboard = (): Scoreboard => ({
  pumps: 0,
  events: 0,
  cisterna: emptyDetection(),
  threshold: emptyDetection(),
  limit: emptyDetection(),
  probabilities: emptyProbabilities(),
  forecasts: emptyForecasts(),
  mechanism: emptyMechanism(),
});

/** A detector that knows this pump as only its maker can. */
const limitFor = ({ truth, healthy }: ImaginedPump): CatheterDetector<PumpEvent> => {
  const sound = healthy();
  return (truth.pressureSensor ? likelihoodDetector(sound) : null) ?? indirectLimit(sound);
};

/** Lets the service and its peers see one pump, and scores them. */
export const addPump = (board: Scoreboard, pump: ImaginedPump, reportIntervalSeconds: number): void => {
  const { truth, events } = pump;
  const walk = walkPump(pump);
  const simple = truth.pressureSensor ? thresholdDetector(reportIntervalSeconds) : indirectDetector();
  board.pumps += 1;
  board.events += events.length;
  addDetection(board.cisterna, truth, walk.suspicions);
  addDetection(board.threshold, truth, runDetector(pump, simple));
  addDetection(board.limit, truth, runDetector(pump, limitFor(pump)));
  addProbabilities(board.probabilities, truth, walk.looks);
  addForecasts(board.forecasts, truth, walk.looks);
  addMechanism(board.mechanism, truth, walk);
};
