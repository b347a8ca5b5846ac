import { parseTime, type EpochMs, type PumpEvent } from '@cisterna/contract';

/** An MRI window hides a stall for at most this long after it began, unless a clinic sets another time: infusion may take 2–24 h to resume, and waiting longer risks withdrawal. */
export const longestSuppressionMs = 4 * 3_600_000;

/** An MRI window as recorded by a person. */
export interface MriWindow {
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}

/** Until when a stall at this time is suppressed, each window by at most `longestMs`; null outside every window. */
export const suppressionEnd = (windows: readonly MriWindow[], at: EpochMs, longestMs = longestSuppressionMs): EpochMs | null => {
  const ends = windows.map(w => ({ from: w.startsAt, to: Math.min(w.endsAt, w.startsAt + longestMs) })).filter(w => at >= w.from && at < w.to);
  return ends.length === 0 ? null : Math.max(...ends.map(w => w.to));
};

/** How many MRI windows are kept, planned ones too: those that a stall could still fall into. */
const keptWindows = 16;

/** The MRI windows known after an event, oldest first. */
export const evolveMriWindows = (windows: readonly MriWindow[], event: PumpEvent): readonly MriWindow[] => {
  if (event.type !== 'annotation.recorded.v1' || event.data.kind !== 'mri') return windows;
  const startsAt = parseTime(event.data.startsAt);
  const endsAt = parseTime(event.data.endsAt);
  return startsAt === null || endsAt === null ? windows : [...windows, { startsAt, endsAt }].slice(-keptWindows);
};
