import type { EpochMs, PumpEvent } from '@cisterna/contract';

/** One fault as it really was; times are true time. */
export interface TrueFault {
  readonly kind: string;
  readonly onsetAt: EpochMs;
  /** When half of its size was there. */
  readonly halfAt: EpochMs;
  /** Null while it lasts. */
  readonly endAt: EpochMs | null;
  readonly size: number;
  /** Whether less leaves the reservoir while it lasts, whatever the pump would expel. */
  readonly holdsBack: boolean;
  /** When the therapy had lost half of its effect; null if it never did. */
  readonly therapyLostAt: EpochMs | null;
}

/** From a refill or a change of therapy to the next, and when the level would have crossed had nothing more been done. */
export interface TrueStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly lowAt: EpochMs | null;
  readonly emptyAt: EpochMs | null;
  /** The stretch began with a refill, not with a change of therapy. */
  readonly afterRefill: boolean;
}

/** What really was, of one pump. */
export interface PumpTruth {
  readonly pumpId: string;
  readonly pressureSensor: boolean;
  readonly levelSensor: boolean;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly faults: readonly TrueFault[];
  readonly stretches: readonly TrueStretch[];
}

/** One imagined pump's life: what arrived of its history, in (boot, seq, entry) order, and what was true. */
export interface ImaginedPump {
  readonly truth: PumpTruth;
  readonly events: readonly PumpEvent[];
  /** The same life, chances and all, without faults: what a detector that knows the physics would have expected. */
  readonly healthy: () => readonly PumpEvent[];
}

/** What is asked of a physics. */
export interface FleetChoice {
  readonly seed: number;
  readonly pumps: number;
  readonly days: number;
  readonly reportIntervalSeconds: number;
  readonly noise: number;
  readonly rhythm: number;
  readonly compliance: number;
  /** Share of the pumps that come to deliver too much; a tenth unless given. */
  readonly overDelivery?: number;
}

/** Enough of them to be seen, few enough to leave the others undisturbed. */
export const usualOverDelivery = 0.1;

/** The kinds of fault that a catheter suspicion is about. */
const catheterKinds: ReadonlySet<string> = new Set([
  'occlusion',
  'slow-occlusion',
  'kink',
  'leak',
  'disconnection',
  'migration',
  'microfracture',
]);

export const isCatheterFault = ({ kind }: TrueFault): boolean => catheterKinds.has(kind);

/** Whether a fault is there at a moment. */
export const isActive = ({ onsetAt, endAt }: TrueFault, at: EpochMs): boolean =>
  onsetAt <= at && (endAt === null || at < endAt);

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const yearMs = 365.25 * dayMs;

/** 2026-01-05, a Monday: every evaluation begins there. */
export const evaluationStart: EpochMs = Date.UTC(2026, 0, 5);
