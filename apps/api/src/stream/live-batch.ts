import type { FeedPosition } from '@cisterna/read-model';
import type { Principal } from '../access/principal.ts';
import { maySee } from '../access/principal.ts';

/** A change as all clients get it, its JSON written once. */
export interface LiveMessage {
  readonly event: 'pump' | 'alert';
  /** The change, `<alertId>:<version>`; null for a pump, of which only the last state counts. */
  readonly change: string | null;
  readonly pumpId: string;
  /** The clinic of the pump's newest registration. */
  readonly clinicId: string | null;
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

/** Whether a change is one that the client gets. */
export const isWanted = ({ principal, pumpIds, clinicIds }: StreamFilter, { pumpId, clinicId }: LiveMessage): boolean =>
  maySee(principal, clinicId) &&
  (pumpIds === null || pumpIds.includes(pumpId)) &&
  (clinicIds === null || (clinicId !== null && clinicIds.includes(clinicId)));
