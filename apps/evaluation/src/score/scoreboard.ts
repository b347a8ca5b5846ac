import type { PumpEvent } from '@cisterna/contract';
import type { ImaginedPump, PumpTruth } from '../fleet/pump-truth.ts';
import { levelLimit } from '../peers/level-limit.ts';
import { levelThreshold } from '../peers/level-threshold.ts';
import { sensedSteps } from '../peers/sensed-days.ts';
import { indirectDetector } from '../peers/indirect-detector.ts';
import { indirectLimit } from '../peers/indirect-limit.ts';
import { likelihoodDetector } from '../peers/likelihood-detector.ts';
import { thresholdDetector } from '../peers/threshold-detector.ts';
import { runDetector } from '../walk/run-detector.ts';
import type { CatheterDetector } from '../walk/suspicion.ts';
import { walkPump, type Walk } from '../walk/walk-pump.ts';
import { addDetection, emptyDetection, type DetectionScore } from './detection.ts';
import { addForecasts, emptyForecasts, type ForecastScore } from './forecast.ts';
import { addMechanism, emptyMechanism, type MechanismScore } from './mechanism.ts';
import { addProbabilities, emptyProbabilities, type ProbabilityScore } from './probabilities.ts';
import { addSensedFlow, emptySensedFlow, type SensedFlowScore } from './sensed-flow.ts';

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
  /** Over-delivery at pumps with a level sensor, by the same three. */
  readonly sensedFlow: Readonly<Record<'cisterna' | 'threshold' | 'limit', SensedFlowScore>>;
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
  sensedFlow: { cisterna: emptySensedFlow(), threshold: emptySensedFlow(), limit: emptySensedFlow() },
});

/** A detector that knows this pump as only its maker can. */
const limitFor = ({ pressureSensor }: PumpTruth, sound: readonly PumpEvent[]): CatheterDetector<PumpEvent> =>
  (pressureSensor ? likelihoodDetector(sound) : null) ?? indirectLimit(sound);

const addSensedFlows = ({ sensedFlow }: Scoreboard, { truth, events }: ImaginedPump, walk: Walk, sound: readonly PumpEvent[]): void => {
  if (!truth.levelSensor) return;
  const steps = sensedSteps(events);
  addSensedFlow(sensedFlow.cisterna, truth, walk.overDeliveryAts);
  addSensedFlow(sensedFlow.threshold, truth, levelThreshold(steps));
  addSensedFlow(sensedFlow.limit, truth, levelLimit(sensedSteps(sound), steps) ?? []);
};

/** Lets the service and its peers see one pump, and scores them. */
export const addPump = (board: Scoreboard, pump: ImaginedPump, reportIntervalSeconds: number): void => {
  const { truth, events } = pump;
  const walk = walkPump(pump);
  const sound = pump.healthy();
  const simple = truth.pressureSensor ? thresholdDetector(reportIntervalSeconds) : indirectDetector();
  board.pumps += 1;
  board.events += events.length;
  addDetection(board.cisterna, truth, walk.suspicions);
  addDetection(board.threshold, truth, runDetector(pump, simple));
  addDetection(board.limit, truth, runDetector(pump, limitFor(truth, sound)));
  addProbabilities(board.probabilities, truth, walk.looks);
  addForecasts(board.forecasts, truth, walk.looks);
  addMechanism(board.mechanism, truth, walk);
  addSensedFlows(board, pump, walk, sound);
};
