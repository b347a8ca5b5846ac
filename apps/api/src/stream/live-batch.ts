import type { FeedPosition } from '@cisterna/read-model';
import type { Principal } from '../access/principal.ts';
import { maySee } from '../access/principal.ts';

/** A change as all clients get it, its JSON written once. */
export interface LiveMessage {
  readonly event: 'pump' | 'alert' | 'system';
  /** The change, `<alertId>:<version>`, or what happened to the service; null for a pump, of which only the last state counts. */
  readonly change: string | null;
  /** Null where it is about no pump. */
  readonly pumpId: string | null;
  /** The clinic of the pump's newest registration; of what is about no pump, all that it concerns. */
  readonly clinicId: string | null;
  readonly clinicIds?: readonly string[] | null;
  readonly data: string;
}

/** What changed between two positions of the feed. */
export interface LiveBatch {
  readonly from: FeedPosition;
  readonly to: FeedPosition;
  readonly messages: readonly LiveMessage[];
}

/** Whose changes a client wants, and may see. */
export interface StreamFilter {
  readonly principal: Principal;
  readonly pumpIds: readonly string[] | null;
  readonly clinicIds: readonly string[] | null;
}

const concerns = (wanted: readonly string[] | null, clinicIds: readonly string[] | null | undefined): boolean =>
  wanted === null || clinicIds == null || clinicIds.some(clinicId => wanted.includes(clinicId));

/** Whether a change is one that the client gets. What is about no pump comes to all whose clinics it concerns. */
export const isWanted = ({ principal, pumpIds, clinicIds }: StreamFilter, message: LiveMessage): boolean => {
  const { pumpId, clinicId } = message;
  if (pumpId === null)
    return concerns(principal.clinicIds, message.clinicIds) && concerns(clinicIds, message.clinicIds);
  return (
    maySee(principal, clinicId) &&
    (pumpIds === null || pumpIds.includes(pumpId)) &&
    (clinicIds === null || (clinicId !== null && clinicIds.includes(clinicId)))
  );
};
