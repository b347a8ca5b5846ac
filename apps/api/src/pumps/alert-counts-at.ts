import { parseTime, type AlertView, type EpochMs, type PumpView } from '@cisterna/contract';

type Counts = PumpView['alerts'];

const none: Counts = { open: 0, unacknowledged: 0, highestPriority: null };
const priorities = ['high', 'medium', 'low'] as const;

const isBy = (time: string | null | undefined, at: EpochMs): boolean => {
  const moment = time == null ? null : parseTime(time);
  return moment !== null && moment <= at;
};

/** From which moment an alert counts: when its cause began, or when the service told of it. */
export type CountedFrom = 'onsetAt' | 'raisedAt';

const countsAt = (alert: AlertView, at: EpochMs, from: CountedFrom): boolean =>
  alert.history.at(-1)?.change !== 'withdrawn' && isBy(alert[from], at);

/** The alerts of one pump that were open at a moment, from all that are known today. */
export const alertCountsAt = (alerts: readonly AlertView[], at: EpochMs, from: CountedFrom): Counts => {
  const unacknowledged = alerts.filter(alert => countsAt(alert, at, from) && !isBy(alert.acknowledged?.at, at));
  const acknowledged = alerts.filter(
    alert => countsAt(alert, at, from) && isBy(alert.acknowledged?.at, at) && !isBy(alert.clearedAt, at),
  );
  const open = [...unacknowledged, ...acknowledged];
  const highestPriority = priorities.find(priority => open.some(alert => alert.priority === priority)) ?? null;
  return open.length === 0 ? none : { open: open.length, unacknowledged: unacknowledged.length, highestPriority };
};
