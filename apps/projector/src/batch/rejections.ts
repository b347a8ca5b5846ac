import type { PumpId } from '@cisterna/contract';
import { decideRejected, type Arrival } from '@cisterna/domain';
import type { LoggedRecord } from '@cisterna/event-log';
import type { FoldedPump } from '../pumps/fold-pump.ts';
import type { Arrived, Refused } from './intake.ts';

type Placed = Arrival & { readonly offset: bigint };

/** What was refused, by each pump that its key or subject names. */
export const refusedByPump = (partition: number, refused: readonly Refused[]): ReadonlyMap<PumpId, readonly Placed[]> => {
  const pumps = new Map<PumpId, Placed[]>();
  for (const { record, why } of refused) {
    const arrival: Placed = {
      kind: 'rejected',
      receivedAt: record.receivedAt,
      place: `${partition}.${record.offset.toString()}`,
      code: why.code,
      detail: why.detail,
      alarm: why.type?.startsWith('alarm.raised') ?? false,
      offset: record.offset,
    };
    for (const pumpId of why.pumpIds) {
      const known = pumps.get(pumpId);
      if (known === undefined) pumps.set(pumpId, [arrival]);
      else known.push(arrival);
    }
  }
  return pumps;
};

/** When and where the log had something that was taken. */
export type Taken = Pick<LoggedRecord, 'receivedAt' | 'offset'>;

export const takenOf = (arrived: readonly Arrived[]): readonly Taken[] => arrived.map(({ event, offset }) => ({ receivedAt: event.receivedAt, offset }));

/** Adds what the refused records of a pump mean for its alerts; in log order with what was taken. */
export const withRejections = (folded: FoldedPump, taken: readonly Taken[], refused: readonly Placed[]): FoldedPump => {
  if (refused.length === 0 && folded.calendar.rejected === null) return folded;
  const accepted = taken.map(({ receivedAt, offset }): Placed => ({ kind: 'taken', receivedAt, offset }));
  const arrivals = [...accepted, ...refused].sort((a, b) => Number(a.offset - b.offset));
  const { calendar, transitions } = decideRejected(folded.state, folded.calendar, arrivals);
  return { ...folded, calendar, transitions: [...folded.transitions, ...transitions] };
};
