import type { CatheterExamined, EpochMs } from '@cisterna/contract';
import { noTransient, type BolusTransient } from './bolus-transient.ts';
import type { PressureBaseline } from './pressure-baseline.ts';

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
  readonly transient: BolusTransient;
  /** End of the report with which the present suspicion began; null without one. */
  readonly detectedAt: EpochMs | null;
  /** When what is suspected is likely to have begun, as judged at the detection; null without a suspicion. */
  readonly onsetAt: EpochMs | null;
  readonly defect: CatheterDefect | null;
}

/** Before any event. */
export const initialCatheter: Catheter = {
  sensor: false,
  baseline: null,
  transient: noTransient,
  detectedAt: null,
  onsetAt: null,
  defect: null,
};
