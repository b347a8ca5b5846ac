/** Which rows are drawn: from `first` up to, not including, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Rows beyond the edge of the view that are drawn too, and the step in which the window moves. */
const beyond = 6;
const step = 4;

/** The rows to draw where the list's top stands at `top` (negative once scrolled past) in a view of `height`. */
export const rowWindow = (top: number, height: number, { rowHeight, size }: { readonly rowHeight: number; readonly size: number }): RowWindow => {
  const first = Math.floor((Math.floor(-top / rowHeight) - beyond) / step) * step;
  const end = Math.ceil((Math.ceil((height - top) / rowHeight) + beyond) / step) * step;
  return { first: Math.min(size, Math.max(0, first)), end: Math.min(size, Math.max(0, end)) };
};

/** The places to draw: the window, and the focused row wherever it is (-1: none), so that the focus is never lost. */
export const placesToDraw = ({ first, end }: RowWindow, focused: number, size: number): readonly number[] => {
  const places = Array.from({ length: Math.max(0, Math.min(end, size) - first) }, (_, index) => first + index);
  if (focused < 0 || focused >= size || places.includes(focused)) return places;
  return focused < first ? [focused, ...places] : [...places, focused];
};

/** The row by which the Tab key enters: one in view, whatever the place within the window's step. */
export const entrance = ({ first, end }: RowWindow): number => (first === 0 ? 0 : Math.min(end - 1, first + beyond + step));

/** How far the page must scroll so that a row is wholly in view under the heads: 0 where it is. */
export const scrollNeeded = (rowTop: number, rowHeight: number, view: { readonly top: number; readonly bottom: number }): number => {
  if (rowTop < view.top) return rowTop - view.top;
  return Math.max(0, rowTop + rowHeight - view.bottom);
};
