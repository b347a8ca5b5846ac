import { parseTime, type DeliveryReported, type EpochMs, type PumpEvent } from '@cisterna/contract';
import { programmedVolumeNl } from '../therapy/schedule.ts';
import type { Therapy } from '../therapy/therapy.ts';
import { addVolumes } from './fill.ts';

/** Programmed volume that falls into reports of this fill that never came. */
export interface MissingReports {
  /** End of the newest reported period. */
  readonly coveredThrough: EpochMs | null;
  /** Whether events are missing since the last report of this fill. */
  readonly open: boolean;
  /** Since the last report, what former programmes asked, and until when: it counts once events turn out to be missing. */
  readonly pendingNl: number;
  readonly pendingThrough: EpochMs | null;
  readonly unreportedNl: number;
}

export const noMissing: MissingReports = { coveredThrough: null, open: false, pendingNl: 0, pendingThrough: null, unreportedNl: 0 };

/** Doubt whether unreported volume was delivered, as a share of it: as a rule it was; an assumption without a source. */
export const UNREPORTED_SPREAD = 0.15;
/** What else events of which nothing is known may have done to a cycle, nanolitres, standard deviation; an assumption without a source. */
export const INCOMPLETE_ERROR_NL = 300_000;

export interface MissingContext {
  /** The programme before this event. */
  readonly therapy: Therapy | null;
  readonly filledAt: EpochMs | null;
  /** Whether a gap lies directly before this event. */
  readonly gapBefore: boolean;
}

const volume = (therapy: Therapy | null, from: EpochMs, to: EpochMs): number => (therapy === null || to <= from ? 0 : programmedVolumeNl(therapy, from, to));

const startOf = (m: MissingReports, filledAt: EpochMs | null): EpochMs | null => {
  if (m.pendingThrough !== null) return m.pendingThrough;
  if (m.coveredThrough === null) return filledAt;
  return filledAt !== null && filledAt > m.coveredThrough ? filledAt : m.coveredThrough;
};

/** A period that starts before the end of what is pending was partly reported after all: only its share counts. */
const pendingShare = (m: MissingReports, start: EpochMs | null, periodStart: EpochMs): number => {
  if (m.pendingThrough === null || periodStart >= m.pendingThrough) return m.pendingNl;
  if (start === null || periodStart <= start || m.pendingThrough <= start) return 0;
  return Math.round((m.pendingNl * (periodStart - start)) / (m.pendingThrough - start));
};

const closeWith = (m: MissingReports, context: MissingContext, periodStart: EpochMs): number => {
  const start = startOf(m, context.filledAt);
  if (start === null) return 0;
  const first = startOf({ ...m, pendingThrough: null }, context.filledAt);
  return addVolumes(pendingShare(m, first, periodStart), volume(context.therapy, start, periodStart));
};

/** What is unreported of a fill that ends at `at`: a gap may reach up to there. */
export const unreportedUntil = (m: MissingReports, at: EpochMs, context: MissingContext): number =>
  m.open || context.gapBefore ? addVolumes(m.unreportedNl, closeWith(m, context, at)) : m.unreportedNl;

const change = (m: MissingReports, event: PumpEvent, context: MissingContext): MissingReports => {
  const start = startOf(m, context.filledAt);
  if (start === null || event.at <= start) return m;
  return { ...m, pendingNl: addVolumes(m.pendingNl, volume(context.therapy, start, event.at)), pendingThrough: event.at };
};

const report = (m: MissingReports, { at, data }: DeliveryReported, context: MissingContext): MissingReports => {
  const coveredThrough = m.coveredThrough === null || at > m.coveredThrough ? at : m.coveredThrough;
  const closed = m.open ? closeWith(m, context, parseTime(data.periodStart) ?? at) : 0;
  return { coveredThrough, open: false, pendingNl: 0, pendingThrough: null, unreportedNl: addVolumes(m.unreportedNl, closed) };
};

/** A stretch counts as unreported where events are missing and no report's period covers it; periods that touch hide nothing. */
export const evolveMissingReports = (former: MissingReports, event: PumpEvent, context: MissingContext): MissingReports => {
  const m = context.gapBefore && !former.open ? { ...former, open: true } : former;
  if (event.type === 'delivery.reported.v1') return report(m, event, context);
  return event.type === 'therapy.programmed.v1' ? change(m, event, context) : m;
};
