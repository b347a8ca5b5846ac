import type { CatheterExamined, CatheterStatus, DeliveryReported, EpochMs, PumpEvent } from '@cisterna/contract';
import type { MriWindow } from '../mechanism/mri-window.ts';
import {
  absolve,
  BLIND_HOURS,
  canJudge,
  missReading,
  readPressure,
  type PressureBaseline,
} from './pressure-baseline.ts';
import { evidenceOf, SUSPICION_BEGINS, SUSPICION_ENDS, type PressureTest } from './pressure-test.ts';

/** A defect that an examination found. */
export interface CatheterDefect {
  readonly finding: 'occluded' | 'leaking' | 'disconnected' | 'migrated';
  readonly method: CatheterExamined['data']['method'];
  readonly at: EpochMs;
}

/** What the history so far says of the catheter; a function of the events in order alone. Plain data, safe to keep as JSON. */
export interface Catheter {
  /** Whether the pump has a pressure sensor, as last told. */
  readonly sensor: boolean;
  /** Null before the first reading. */
  readonly baseline: PressureBaseline | null;
  /** End of the report with which the present suspicion began; null without one. */
  readonly detectedAt: EpochMs | null;
  readonly defect: CatheterDefect | null;
}

/** What else an event is judged by. */
export interface CatheterContext {
  /** Whether the pump has a pressure sensor, by its registration. */
  readonly sensor: boolean;
  /** The windows recorded before this event. */
  readonly mriWindows: readonly MriWindow[];
}

/** Before any event. */
export const initialCatheter: Catheter = { sensor: false, baseline: null, detectedAt: null, defect: null };

const inMriWindow = (windows: readonly MriWindow[], from: EpochMs, to: EpochMs): boolean =>
  windows.some(({ startsAt, endsAt }) => startsAt < to && endsAt > from);

const suspicionAfter = (detectedAt: EpochMs | null, test: PressureTest, at: EpochMs): EpochMs | null => {
  const evidence = evidenceOf(test);
  if (detectedAt === null) return evidence >= SUSPICION_BEGINS ? at : null;
  return evidence < SUSPICION_ENDS ? null : detectedAt;
};

const evolveBlindReport = (state: Catheter, periodSeconds: number): Catheter => {
  if (state.baseline === null) return state;
  const baseline = missReading(state.baseline, periodSeconds);
  return baseline === state.baseline ? state : { ...state, baseline };
};

/** The field around the magnet disturbs the sensor: what overlaps an MRI window counts for nothing, neither as reading nor as blindness. */
const evolveReport = (state: Catheter, { at, data }: DeliveryReported, windows: readonly MriWindow[]): Catheter => {
  const { catheterPressure, periodSeconds } = data;
  if (periodSeconds === 0) return state;
  if (windows.length > 0 && inMriWindow(windows, at - periodSeconds * 1000, at)) return state;
  if (catheterPressure === null) return evolveBlindReport(state, periodSeconds);
  const baseline = readPressure(state.baseline, catheterPressure, { at, periodSeconds, frozen: state.defect !== null });
  const detectedAt = suspicionAfter(state.detectedAt, baseline.test, at);
  return { sensor: state.sensor, baseline, detectedAt, defect: state.defect };
};

const evolveExamination = (state: Catheter, { at, data }: CatheterExamined): Catheter => {
  const { finding, method } = data;
  if (finding === 'inconclusive') return state;
  if (finding !== 'patent') return { ...state, defect: { finding, method, at }, detectedAt: state.detectedAt ?? at };
  const moved = state.detectedAt !== null;
  return {
    ...state,
    defect: null,
    detectedAt: null,
    baseline: state.baseline === null ? null : absolve(state.baseline, moved),
  };
};

/**
 * The catheter after an event. Total; every type not named here changes nothing. Reports weigh by the time they cover, so that their interval may change;
 * a revision begins afresh.
 */
export const evolveCatheter = (
  former: Catheter,
  event: PumpEvent,
  { sensor, mriWindows }: CatheterContext,
): Catheter => {
  const state = former.sensor === sensor ? former : { ...former, sensor };
  switch (event.type) {
    case 'delivery.reported.v1':
      return sensor ? evolveReport(state, event, mriWindows) : state;
    case 'catheter.examined.v1':
      return evolveExamination(state, event);
    case 'catheter.revised.v1':
      return { ...initialCatheter, sensor };
    default:
      return state;
  }
};

/** Whether anything can be said of the present: a sensor, a baseline to judge by, and readings not too long ago (a suspicion outlasts those). */
const isAssessable = ({ sensor, baseline, detectedAt }: Catheter): boolean =>
  sensor && baseline !== null && canJudge(baseline) && (detectedAt !== null || baseline.blindHours < BLIND_HOURS);

/** Where the judgement stands: never `no-suspicion` out of ignorance. */
export const catheterStatus = (state: Catheter): CatheterStatus => {
  if (state.defect !== null) return 'confirmed';
  if (!isAssessable(state)) return 'not-assessable';
  return state.detectedAt === null ? 'no-suspicion' : 'suspected';
};
