import type { FleetRow } from './fleet-row.ts';

/** What stands on the page, and whether it should stand otherwise by now. */
export interface Steady {
  readonly rows: readonly FleetRow[];
  readonly changed: boolean;
}

/** Keeps the places of the rows that stand on the page while their values go on; pumps that are gone leave. */
export const keepOrder = (shown: readonly FleetRow[], wanted: readonly FleetRow[], current: (id: string) => FleetRow | null): Steady => {
  const rows: FleetRow[] = [];
  for (const { id } of shown) {
    const row = current(id);
    if (row !== null) rows.push(row);
  }
  return { rows, changed: rows.length !== wanted.length || rows.some(({ id }, index) => id !== wanted[index]?.id) };
};
