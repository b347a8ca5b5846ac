import { useEffect, useMemo, useRef, useState } from 'react';
import type { LiveFleet } from '../data/live-store.ts';
import { findRows, type FacetCounts } from './fleet-filter.ts';
import { sortRows } from './fleet-order.ts';
import { fleetRow, type FleetRow } from './fleet-row.ts';
import { formatChoice, type FleetChoice } from './fleet-choice.ts';
import { keepOrder } from './steady-order.ts';

/** The rows as they stand on the page. */
export interface ShownFleet {
  readonly rows: readonly FleetRow[];
  readonly counts: FacetCounts;
  /** The order has changed and waits for somebody to apply it. */
  readonly changed: boolean;
  readonly apply: () => void;
}

function* rowsOf(fleet: LiveFleet): Generator<FleetRow> {
  for (const pump of fleet.pumps.values()) yield fleetRow(pump);
}

/** Finds and sorts the rows; while `held`, rows keep their places and only their values change, until the choice changes. */
export const useFleet = (fleet: LiveFleet, choice: FleetChoice, held: boolean): ShownFleet => {
  const [applied, setApplied] = useState(0);
  const { pumps } = fleet;
  const found = useMemo(() => findRows(rowsOf(fleet), choice.wanted), [pumps, choice.wanted]);
  const wanted = useMemo(() => sortRows([...found.rows], choice.order), [found, choice.order]);
  const intent = `${applied} ${formatChoice(choice)}`;
  const last = useRef<{ readonly intent: string; readonly rows: readonly FleetRow[] }>({ intent, rows: wanted });
  const keeps = held && fleet.complete && last.current.intent === intent;
  const { rows, changed } = useMemo(() => {
    if (!keeps) return { rows: wanted, changed: false };
    return keepOrder(last.current.rows, wanted, id => {
      const pump = pumps.get(id);
      return pump === undefined ? null : fleetRow(pump);
    });
  }, [keeps, wanted, pumps]);
  useEffect(() => {
    last.current = { intent, rows };
  }, [intent, rows]);
  const apply = (): void => {
    setApplied(applied + 1);
  };
  return { rows, counts: found.counts, changed, apply };
};
