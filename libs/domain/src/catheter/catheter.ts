import type { CatheterExamined, DeliveryReported, EpochMs, PumpEvent } from '@cisterna/contract';
import type { MriWindow } from '../mechanism/mri-window.ts';
import { expectTransient, noTransient, seeTransient, type BolusTransient } from './bolus-transient.ts';
import { initialCatheter, type Catheter } from './catheter-state.ts';
import {
  absolve,
  missReading,
  readPressure,
  riseOf,
  trustIn,
  type Pressure,
  type PressureBaseline,
} from './pressure-baseline.ts';
import { pressureLogOdds } from './pressure-odds.ts';
import { onsetIn } from './pressure-test.ts';

export { catheterStatus } from './catheter-judgement.ts';
export { initialCatheter, type Catheter } from './catheter-state.ts';

/** What else an event is judged by. */
export interface CatheterContext {
  /** Whether the pump has a pressure sensor, by its registration. */
  readonly sensor: boolean;
  /** The windows recorded before this event. */
  readonly mriWindows: readonly MriWindow[];
}

/** Log odds below which a suspicion ends: probability 0.2. It begins at 0: probability 0.5. */
const SUSPICION_ENDS = -Math.log(4);

const inMriWindow = (windows: readonly MriWindow[], from: EpochMs, to: EpochMs): boolean =>
  windows.some(({ startsAt, endsAt }) => startsAt < to && endsAt > from);

/** The catheter after a reading: a suspicion begins, lasts or ends with the evidence. */
const suspecting = (
  state: Catheter,
  baseline: PressureBaseline,
  transient: BolusTransient,
): Catheter => {
  const { sensor, detectedAt, onsetAt, defect } = state;
  const logOdds = pressureLogOdds({ baseline, transient });
  const lasts = defect !== null || (detectedAt !== null && logOdds >= SUSPICION_ENDS);
  if (lasts) return { sensor, baseline, transient, detectedAt, onsetAt, defect };
  const begins = detectedAt === null && logOdds >= 0;
  return {
    sensor,
    baseline,
    transient,
    detectedAt: begins ? baseline.readAt : null,
    onsetAt: begins ? onsetIn(baseline.test) : null,
    defect,
  };
};

const evolveBlindReport = (state: Catheter, periodSeconds: number): Catheter => {
  if (state.baseline === null) return state;
  const baseline = missReading(state.baseline, periodSeconds);
  return baseline === state.baseline ? state : { ...state, baseline };
};

const evolveReading = (
  state: Catheter,
  { at, data }: DeliveryReported,
  pressure: Pressure,
): Catheter => {
  const { periodSeconds } = data;
  const frozen = state.defect !== null;
  const { baseline: known } = state;
  const span = { from: at - periodSeconds * 1000, to: at };
  const transient =
    known === null || state.transient.bolusAt === null
      ? state.transient
      : seeTransient(state.transient, riseOf(known, pressure, at, periodSeconds), span, frozen ? 0 : trustIn(known));
  return suspecting(state, readPressure(known, pressure, { at, periodSeconds, frozen }), transient);
};

/** The field around the magnet disturbs the sensor: what overlaps an MRI window counts for nothing, neither as reading nor as blindness. */
const evolveReport = (
  state: Catheter,
  event: DeliveryReported,
  { mriWindows }: CatheterContext,
): Catheter => {
  const { catheterPressure, periodSeconds } = event.data;
  if (periodSeconds === 0) return state;
  if (mriWindows.length > 0 && inMriWindow(mriWindows, event.at - periodSeconds * 1000, event.at)) return state;
  if (catheterPressure === null) return evolveBlindReport(state, periodSeconds);
  return evolveReading(state, event, catheterPressure);
};

const evolveExamination = (state: Catheter, { at, data }: CatheterExamined): Catheter => {
  const { finding, method } = data;
  if (finding === 'inconclusive') return state;
  if (finding !== 'patent') return { ...state, defect: { finding, method, at }, detectedAt: state.detectedAt ?? at };
  const moved = state.detectedAt !== null || state.defect !== null;
  return {
    ...state,
    defect: null,
    detectedAt: null,
    onsetAt: null,
    baseline: state.baseline === null ? null : absolve(state.baseline, moved),
    transient: moved ? noTransient : state.transient,
  };
};

/**
 * The catheter after an event. Total; every type not named here changes nothing. Reports weigh by the time they cover, so that their interval may change;
 * a revision begins afresh.
 */
export const evolveCatheter = (former: Catheter, event: PumpEvent, context: CatheterContext): Catheter => {
  const { sensor } = context;
  const state = former.sensor === sensor ? former : { ...former, sensor };
  switch (event.type) {
    case 'delivery.reported.v1':
      return sensor ? evolveReport(state, event, context) : state;
    case 'bolus.delivered.v1':
      return sensor ? { ...state, transient: expectTransient(state.transient, event.at) } : state;
    case 'catheter.examined.v1':
      return evolveExamination(state, event);
    case 'catheter.revised.v1':
      return { ...initialCatheter, sensor };
    default:
      return state;
  }
};
