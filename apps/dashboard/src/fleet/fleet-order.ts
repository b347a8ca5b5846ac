import type { FleetRow } from './fleet-row.ts';

/** What can be sorted by. */
export const sortColumns = ['worst', 'id', 'delivery', 'level', 'refillBy', 'catheter', 'contact', 'clinic'] as const;

export type SortColumn = (typeof sortColumns)[number];

export interface Order {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** Worst first: by open alerts, delivery, then the refill date. */
export const defaultOrder: Order = { column: 'worst', descending: false };

type Key = number | string | null;

const catheterRanks = { confirmed: 3, suspected: 2, 'no-suspicion': 1, 'not-assessable': 0 } as const;

const levelShare = ({ pump: { reservoir } }: FleetRow): number | null =>
  reservoir.computedLevelNl === null ? null : reservoir.computedLevelNl / (reservoir.capacityNl ?? 1);

const keys: Readonly<Record<SortColumn, (row: FleetRow) => Key>> = {
  worst: row => row.badness,
  id: row => row.natural,
  delivery: row => row.badness % 3,
  level: levelShare,
  refillBy: row => row.refillByMs,
  catheter: ({ pump: { catheter } }) => -(catheterRanks[catheter.status] + catheter.probability / 2),
  contact: row => row.contactMs,
  clinic: row => row.pump.clinicId,
};

const compareKeys = (a: NonNullable<Key>, b: NonNullable<Key>): number => (a < b ? -1 : Number(a > b));

/** The unknown comes last in either direction. */
const compareKnown = (a: Key, b: Key, direction: number): number => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return direction * compareKeys(a, b);
};

const byWorst = (a: FleetRow, b: FleetRow): number =>
  a.badness - b.badness || compareKnown(a.refillByMs, b.refillByMs, 1) || compareKeys(a.natural, b.natural);

/** Sorts in place and gives the same list; what is equal goes worst first. */
export const sortRows = (rows: FleetRow[], { column, descending }: Order): FleetRow[] => {
  const key = keys[column];
  const direction = descending ? -1 : 1;
  if (column === 'worst') return rows.sort((a, b) => direction * byWorst(a, b));
  return rows.sort((a, b) => compareKnown(key(a), key(b), direction) || byWorst(a, b));
};

/** The order after a press on a column's head: first upwards, then downwards, then as usual. */
export const nextOrder = (order: Order, column: SortColumn): Order => {
  if (order.column !== column) return { column, descending: false };
  return order.descending ? defaultOrder : { column, descending: true };
};
