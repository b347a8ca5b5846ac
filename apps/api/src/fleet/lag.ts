import type { EpochMs, FleetView } from '@cisterna/contract';
import type { PartitionState } from '@cisterna/read-model';

/** The end of a partition as the log says it now. */
export interface PartitionEnd {
  readonly partition: number;
  readonly high: bigint;
}

/**
 * How far the read models are behind the log: the events not yet read, and the seconds since the slowest partition was read to its end.
 * Where the log was not asked (`ends` null), its end as the projector last saw it counts.
 */
export const lagOf = (
  states: readonly PartitionState[],
  ends: readonly PartitionEnd[] | null,
  now: EpochMs,
): FleetView['lag'] => {
  const read = new Map(states.map(state => [state.partition, state]));
  const known = ends ?? states.map(({ partition, highWatermark }) => ({ partition, high: highWatermark ?? 0n }));
  const behind = known.flatMap(({ partition, high }) => {
    const state = read.get(partition);
    const events = Number(high - (state?.position ?? 0n));
    return events > 0 ? [{ events, clockAt: state?.clockAt ?? 0 }] : [];
  });
  const begun = behind.filter(({ clockAt }) => clockAt > 0);
  return {
    events: behind.reduce((sum, { events }) => sum + events, 0),
    seconds: begun.reduce((most, { clockAt }) => Math.max(most, (now - clockAt) / 1000), 0),
  };
};
