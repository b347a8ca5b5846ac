import type { EventIdentity } from '@cisterna/contract';
import type { Column } from './row-set.ts';

/** The columns that name an event. */
export const identityColumns: readonly Column<EventIdentity>[] = [
  { name: 'pump_id', type: 'text', of: event => event.pumpId },
  { name: 'boot', type: 'int4', of: event => event.boot },
  { name: 'seq', type: 'int4', of: event => event.seq },
  { name: 'entry', type: 'int4', of: event => event.entry },
];
