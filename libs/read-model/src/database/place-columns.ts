import type { PumpPlace } from '../batch/batch-write.ts';
import { identityColumns } from './identity-columns.ts';
import type { Column } from './row-set.ts';

/** The columns that name a place in a pump's history. */
export const placeColumns: readonly Column<PumpPlace>[] = identityColumns.map(({ name, type, of }) => ({
  name,
  type,
  of: ({ pumpId, order }) => of({ pumpId, ...order }),
}));
