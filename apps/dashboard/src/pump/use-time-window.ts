import { useCallback, useMemo, useState } from 'react';
import { clampWindow, dayMs, windowOfDays, type TimeWindow } from './time-window.ts';

/** What the axis may show, and how it begins. */
export interface AxisEnds {
  readonly start: number | null;
  readonly now: number;
  readonly forecastEnd: number | null;
}

/** What the axis shows. A window chosen by name follows the present; one that somebody drew stays. */
export interface ShownWindow {
  readonly window: TimeWindow;
  readonly days: number | 'all' | null;
  readonly show: (window: TimeWindow) => void;
  readonly showDays: (days: number | 'all') => void;
  /** What a name would show. */
  readonly windowOf: (days: number | 'all') => TimeWindow;
  /** The whole history; null until its start is known. */
  readonly whole: TimeWindow | null;
}

const firstDays = 90;

/** Holds the page's one time axis. */
export const useTimeWindow = ({ start, now, forecastEnd }: AxisEnds): ShownWindow => {
  const [chosen, setChosen] = useState<TimeWindow | number | 'all'>(firstDays);
  const limits = useMemo(() => {
    const first = (start ?? now - 365 * dayMs) - dayMs;
    return { from: first, to: Math.max(forecastEnd ?? now, now) + 30 * dayMs };
  }, [start, now, forecastEnd]);
  const windowOf = useCallback(
    (days: number | 'all') => {
      const history = (now - limits.from) / dayMs;
      return windowOfDays(days === 'all' ? history : Math.min(days, Math.max(7, history)), now, forecastEnd);
    },
    [now, forecastEnd, limits],
  );
  const window = useMemo(() => (typeof chosen === 'object' ? chosen : windowOf(chosen)), [chosen, windowOf]);
  const show = useCallback((next: TimeWindow) => { setChosen(clampWindow(next, limits)); }, [limits]);
  return { window, days: typeof chosen === 'object' ? null : chosen, show, showDays: setChosen, windowOf, whole: start === null ? null : windowOf('all') };
};
