import { parseTime, type EpochMs, type EventOrder, type PumpEvent } from '@cisterna/contract';
import type { Mechanism } from './mechanism.ts';

/** Why delivery after an MRI is doubted: the device says that the motor stood still at its end, or a report that nothing was delivered. */
export type RecoveryDoubt = 'stall' | 'report';

/** An MRI window after which no report has shown delivery yet. */
export interface AwaitedRecovery {
  /** The annotation. */
  readonly order: EventOrder;
  readonly endsAt: EpochMs;
  /** An event behind its end has come: whether the motor stood still then is known. */
  readonly passed: boolean;
  readonly doubt: RecoveryDoubt | null;
}

/** What a pump's history says of delivery after MRI windows. Plain data; all of it follows from the events in order. */
export interface MriRecovery {
  /** The latest start of a reported period; null before any report. */
  readonly reportedFrom: EpochMs | null;
  /** The same, of reports that show delivery. */
  readonly deliveredFrom: EpochMs | null;
  /** Windows, planned ones too, in the order of their annotations. */
  readonly awaited: readonly AwaitedRecovery[];
}

export const initialMriRecovery: MriRecovery = { reportedFrom: null, deliveredFrom: null, awaited: [] };

/** The motor before and after an event. */
export interface MotorChange {
  readonly before: Mechanism;
  readonly after: Mechanism;
}

const isStalled = ({ openAlarms }: Mechanism): boolean => openAlarms.includes('motor-stall');

const startOf = (event: PumpEvent): EpochMs | null => (event.type === 'delivery.reported.v1' ? parseTime(event.data.periodStart) : null);

/** Whether a report proves that the pump delivers again after the window. */
export const showsRecovery = ({ endsAt }: Pick<AwaitedRecovery, 'endsAt'>, event: PumpEvent): boolean =>
  event.type === 'delivery.reported.v1' && event.data.deliveredNl > 0 && (startOf(event) ?? -Infinity) >= endsAt;

const refuses = ({ endsAt }: AwaitedRecovery, event: PumpEvent): boolean =>
  event.type === 'delivery.reported.v1' && event.data.deliveredNl === 0 && event.data.programmedNl > 0 && (startOf(event) ?? -Infinity) >= endsAt;

/** At the end itself the motor stands as after the events of that moment, behind it as before. */
const stoodStill = ({ endsAt }: AwaitedRecovery, event: PumpEvent, { before, after }: MotorChange): boolean =>
  event.at > endsAt ? isStalled(before) : event.at === endsAt && isStalled(after);

const doubtOf = (awaited: AwaitedRecovery, event: PumpEvent, motor: MotorChange): RecoveryDoubt | null => {
  if (!awaited.passed && stoodStill(awaited, event, motor)) return 'stall';
  return refuses(awaited, event) ? 'report' : null;
};

/** The window after an event, recovered or not. */
export const judgeWindow = (awaited: AwaitedRecovery, event: PumpEvent, motor: MotorChange): AwaitedRecovery => {
  const fresh = doubtOf(awaited, event, motor);
  const passed = awaited.passed || fresh === 'stall' || event.at > awaited.endsAt;
  const doubt = awaited.doubt ?? fresh;
  return passed === awaited.passed && doubt === awaited.doubt ? awaited : { ...awaited, passed, doubt };
};

const endOf = (event: PumpEvent): EpochMs | null =>
  event.type === 'annotation.recorded.v1' && event.data.kind === 'mri' ? parseTime(event.data.endsAt) : null;

/** A window recorded behind its end is judged there: by a stall that has lasted since. Null where delivery has been shown already. */
const recorded = (event: PumpEvent, deliveredFrom: EpochMs | null, { stalledSince }: Mechanism): AwaitedRecovery | null => {
  const endsAt = endOf(event);
  if (endsAt === null || (deliveredFrom ?? -Infinity) >= endsAt) return null;
  const stall = event.at >= endsAt && stalledSince !== null && stalledSince <= endsAt;
  const order = { boot: event.boot, seq: event.seq, entry: event.entry };
  return { order, endsAt, passed: stall || event.at > endsAt, doubt: stall ? 'stall' : null };
};

const keptWindows = 16;

/** Beyond 16, the oldest that nobody was told of is let go. */
const bounded = (windows: readonly AwaitedRecovery[]): readonly AwaitedRecovery[] => {
  if (windows.length <= keptWindows) return windows;
  const quiet = windows.findIndex(w => w.doubt === null);
  return windows.filter((_, i) => i !== Math.max(0, quiet));
};

const latest = (former: EpochMs | null, start: EpochMs): EpochMs => (former === null || start > former ? start : former);

const withReport = (r: MriRecovery, event: PumpEvent): MriRecovery => {
  const start = startOf(event);
  if (start === null || event.type !== 'delivery.reported.v1') return r;
  const deliveredFrom = event.data.deliveredNl > 0 ? latest(r.deliveredFrom, start) : r.deliveredFrom;
  return { reportedFrom: latest(r.reportedFrom, start), deliveredFrom, awaited: r.awaited };
};

/** The MRI windows that still await proof of delivery, after an event. Total; the same object where nothing changes. */
export const evolveMriRecovery = (former: MriRecovery, event: PumpEvent, motor: MotorChange): MriRecovery => {
  const r = event.type === 'delivery.reported.v1' ? withReport(former, event) : former;
  const added = event.type === 'annotation.recorded.v1' ? recorded(event, r.deliveredFrom, motor.after) : null;
  if (r.awaited.length === 0 && added === null) return r;
  const waiting = r.awaited.filter(w => !showsRecovery(w, event)).map(w => judgeWindow(w, event, motor));
  return { ...r, awaited: added === null ? waiting : bounded([...waiting, added]) };
};
