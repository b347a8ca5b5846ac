import { NOTHING_DELIVERED_MS } from '../flow-limits.ts';
import type { EpochMs, PumpEvent, ReservoirRefilled } from '@cisterna/contract';
import { startAt } from '../../testing/facts.ts';
import { evolveFlow, initialFlow, type EndedCycle, type Flow } from '../flow.ts';

/** A change of the reasons for over- or under-delivery, in days after the start. */
export interface FlowChange {
  readonly day: number;
  readonly over: Flow['over'];
  readonly under: Flow['under'];
}

/** One complete cycle as it was judged. */
export interface WatchedCycle {
  readonly fromDay: number;
  readonly day: number;
  readonly programmedNl: number;
  readonly foundOver: boolean;
}

export interface WatchedFlow {
  readonly flow: Flow;
  readonly changes: readonly FlowChange[];
  readonly cycles: readonly WatchedCycle[];
}

const dayOf = (at: EpochMs): number => (at - startAt) / 86_400_000;

const endedBy = (fill: ReservoirRefilled | null, event: PumpEvent): EndedCycle | null => {
  if (event.type !== 'reservoir.refilled.v1' || fill === null) return null;
  const leftNl = event.data.aspiratedNl;
  return { expelledNl: fill.data.filledNl - leftNl, leftNl, unreportedNl: 0, complete: true };
};

/** Folds the flow alone over events in order, every cycle between refills complete. */
export const watchFlow = (events: readonly PumpEvent[], maxPerDay: number | null = null): WatchedFlow => {
  const changes: FlowChange[] = [];
  const cycles: WatchedCycle[] = [];
  let flow = initialFlow;
  let fill: ReservoirRefilled | null = null;
  for (const event of events) {
    const ended = endedBy(fill, event);
    const next = evolveFlow(flow, event, { ended, maxPerDay, nothingDeliveredMs: NOTHING_DELIVERED_MS });
    if (next.over !== flow.over || next.under !== flow.under) changes.push({ day: dayOf(event.at), over: next.over, under: next.under });
    if (event.type === 'reservoir.refilled.v1') {
      if (fill !== null) cycles.push({ fromDay: dayOf(fill.at), day: dayOf(event.at), programmedNl: flow.programmedNl, foundOver: next.over.length > 0 });
      fill = event;
    }
    flow = next;
  }
  return { flow, changes, cycles };
};
