import { useEffect, useMemo, type RefObject } from 'react';
import { useGridList } from 'react-aria';
import { useListState, type ListState } from 'react-stately';
import { go } from '../data/hash-location.ts';
import { pumpPath } from './cells.tsx';
import { FleetCollection, rowKeys } from './fleet-collection.ts';
import type { FleetRow } from './fleet-row.ts';
import { scrollNeeded } from './row-window.ts';

/** Heights of a row and of the heads that stick to the top, px. */
export interface RowHeights {
  readonly rowHeight: number;
  readonly headHeight: number;
}

const open = (key: string | number): void => {
  go(pumpPath(String(key)));
};

/** Brings the focused row into view when the keyboard has left it. */
const useFocusInView = (body: RefObject<HTMLElement | null>, index: number, { rowHeight, headHeight }: RowHeights): void => {
  useEffect(() => {
    if (index < 0 || body.current?.contains(document.activeElement) !== true) return;
    const top = body.current.getBoundingClientRect().top + index * rowHeight;
    const by = scrollNeeded(top, rowHeight, { top: headHeight, bottom: innerHeight });
    if (by !== 0) scrollBy({ top: by, behavior: 'instant' });
  }, [body, index, rowHeight, headHeight]);
};

/** The rows as the accessibility library sees them: focus by row, the keys between rows, Enter to the pump's page. */
export const useFleetList = (body: RefObject<HTMLElement | null>, rows: readonly FleetRow[], heights: RowHeights) => {
  const { rowHeight, headHeight } = heights;
  const collection = useMemo(() => new FleetCollection(rows), [rows]);
  const state: ListState<FleetRow> = useListState({ collection, selectionMode: 'none' });
  const keyboardDelegate = useMemo(
    () => rowKeys(collection, () => Math.max(1, Math.floor((innerHeight - headHeight) / rowHeight) - 1)),
    [collection, rowHeight, headHeight],
  );
  const { gridProps } = useGridList(
    { 'aria-label': 'Pumps', isVirtualized: true, disallowTypeAhead: true, keyboardDelegate, onAction: open },
    state,
    body,
  );
  const { focusedKey } = state.selectionManager;
  const focused = focusedKey === null ? -1 : collection.indexOf(focusedKey);
  useFocusInView(body, focused, heights);
  return { gridProps, state, collection, focused };
};
