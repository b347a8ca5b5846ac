import type { EpochMs } from '@cisterna/contract';
import { dayMs, isActive, isCatheterFault, type PumpTruth } from '../fleet/pump-truth.ts';

/** One stretch in which a detector suspects the catheter. */
export interface Suspicion {
  readonly at: EpochMs;
  /** Null while it goes on. */
  endedAt: EpochMs | null;
}

/** So long after its detection a false suspicion is examined and found `patent`. */
export const examinationDelayMs = dayMs;

/** Whether the catheter is damaged at a moment. */
export const isDamaged = ({ faults }: PumpTruth, at: EpochMs): boolean =>
  faults.some(fault => isCatheterFault(fault) && isActive(fault, at));

/** A yes-or-no detector for one pump's catheter; the caller lets reports come in order and examines what it suspects. */
export interface CatheterDetector<Input> {
  /** Whether it suspects the catheter after this. */
  readonly take: (input: Input) => boolean;
  /** The catheter was examined and found patent. */
  readonly foundPatent: () => void;
}

/** Keeps the suspicions of one detector and says when an examination is due. */
export class SuspicionLog {
  readonly suspicions: Suspicion[] = [];
  private examineAt = Infinity;

  constructor(private readonly truth: PumpTruth) {}

  /** Hears what the detector says at a moment. */
  hear(at: EpochMs, suspects: boolean): void {
    const last = this.suspicions.at(-1);
    const open = last?.endedAt === null ? last : undefined;
    if (suspects && open === undefined) {
      this.suspicions.push({ at, endedAt: null });
      this.examineAt = isDamaged(this.truth, at) ? Infinity : at + examinationDelayMs;
    } else if (!suspects && open !== undefined) open.endedAt = at;
  }

  /** When a false suspicion is to be examined, if one is waiting and not over by `at`; each is examined once. A fault that came meanwhile is left. */
  takeExamination(at: EpochMs): EpochMs | null {
    const due = this.examineAt;
    if (at < due) return null;
    this.examineAt = Infinity;
    return isDamaged(this.truth, due) ? null : due;
  }
}
