import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';

/** What the service says about itself; `doc` is the message, JSON. */
export interface FeedSystemEvent {
  readonly id: string;
  readonly type: string;
  /** Whom it concerns; null: all. */
  readonly clinicIds: readonly string[] | null;
  readonly doc: string;
}

interface Wanted {
  readonly clinicIds?: readonly string[] | undefined;
  readonly limit: number;
}

/** The events that transactions of a span wrote, for some clinics or for all; the last transaction is never cut. */
export const changedSystemEvents = (
  model: ReadModel,
  { clinicIds, limit }: Wanted,
  { from, below }: { readonly from: bigint; readonly below: bigint },
): Promise<(FeedSystemEvent & { readonly changed_xid: number })[]> => {
  const parameters = new Parameters();
  const concerns =
    clinicIds === undefined ? '' : `and (s.clinic_ids is null or s.clinic_ids && ${parameters.add(clinicIds)}::text[])`;
  const text = `select s.id, s.type, s.clinic_ids as "clinicIds", s.doc, s.changed_xid from system_event s
    where s.changed_xid >= ${parameters.add(from)}::bigint and s.changed_xid < ${parameters.add(below)}::bigint ${concerns}
    order by s.changed_xid fetch first (${parameters.add(limit)}::int) rows with ties`;
  return select(model, text, parameters.values);
};
