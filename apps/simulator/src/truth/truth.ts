import type { FaultKind } from '../faults/fault-kind.ts';

/** A moment as RFC 3339 text, true time. */
type Time = string;

/** What a pump is like; written once, when it is installed. */
export interface PumpTruth {
  readonly kind: 'pump';
  readonly pumpId: string;
  readonly at: Time;
  readonly model: string;
  readonly capacityNl: number;
  readonly lowReservoirNl: number;
  readonly pressureSensor: boolean;
  readonly levelSensor: boolean;
  readonly patientBolus: boolean;
  /** Whether the log holds the first refill: where not, the computed level is unknown until the next one. */
  readonly levelKnown: boolean;
  readonly dailyNl: number;
  /** Expelled per accounted volume at the start, and its drift a year. */
  readonly flowRatio: number;
  readonly flowDriftPerYear: number;
  readonly pressure: { readonly meanPa: number; readonly pulsationPa: number };
  readonly compliance: number;
  readonly clock: { readonly aheadMs: number; readonly driftPpm: number };
}

/** True volumes, once a day. */
export interface LevelTruth {
  readonly kind: 'level';
  readonly pumpId: string;
  readonly at: Time;
  readonly volumeNl: number;
  readonly accountNl: number | null;
  readonly expelledNl: number;
  readonly effect: number;
}

/** A refill as it really went, beside what was written down. */
export interface RefillTruth {
  readonly kind: 'refill';
  readonly pumpId: string;
  readonly at: Time;
  readonly beforeNl: number;
  readonly drawnNl: number;
  readonly filledNl: number;
  readonly afterNl: number;
  readonly aspiratedRecordedNl: number;
  readonly filledRecordedNl: number;
  /** What went beside the reservoir. */
  readonly pocketNl: number;
}

/** A fault from beginning to end; `endAt` null while it lasts. */
export interface FaultTruth {
  readonly kind: 'fault';
  readonly pumpId: string;
  readonly fault: FaultKind;
  readonly onsetAt: Time;
  /** When half of its size was there. */
  readonly halfAt: Time;
  readonly endAt: Time | null;
  readonly size: number;
  /** When the therapy had lost half of its effect, null if it never did. */
  readonly therapyLostAt: Time | null;
}

/** From a refill or a change of therapy to the next: when the true volume crosses the low mark if nothing more is done. */
export interface CycleTruth {
  readonly kind: 'cycle';
  readonly pumpId: string;
  readonly from: Time;
  readonly to: Time;
  readonly endedBy: 'refill' | 'therapy' | 'explant' | 'end';
  /** Null when it would not within 400 days. */
  readonly lowAt: Time | null;
  readonly emptyAt: Time | null;
  /** Whether it really happened within this stretch; else the date goes on with therapy and flow as they were at its end. */
  readonly crossed: boolean;
}

/** An event that never arrives, or (`undelivered`) not before the end of the run. */
export interface MissingTruth<Kind extends 'lost' | 'undelivered'> {
  readonly kind: Kind;
  readonly pumpId: string;
  readonly boot: number;
  readonly seq: number;
  readonly entry: number;
  readonly at: Time;
}

/** An MRI examination as it really went: when the motor stood and when it turned again. */
export interface MriTruth {
  readonly kind: 'mri';
  readonly pumpId: string;
  readonly startsAt: Time;
  readonly endsAt: Time;
  readonly resumedAt: Time | null;
}

/** What really happened, beside what the pumps say; one JSON line each. */
export type TruthLine =
  | PumpTruth
  | LevelTruth
  | RefillTruth
  | FaultTruth
  | CycleTruth
  | MissingTruth<'lost'>
  | MissingTruth<'undelivered'>
  | MriTruth;

/** Takes what happened. */
export type TellTruth = (line: TruthLine) => void;
