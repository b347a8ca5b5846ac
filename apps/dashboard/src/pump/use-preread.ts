import type { PumpView } from '@cisterna/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { seriesAsked } from './series-asked.ts';
import type { TimeWindow } from './time-window.ts';
import { seriesQuery } from './use-pump.ts';

/** The first picture comes first. */
const afterMs = 1_000;

/**
 * Reads beforehand what the charts will ask for at a window, so that going there draws at once: the whole history as soon as the first picture stands, and
 * whatever window the answer of this is called with.
 */
export const usePreread = (view: PumpView, now: number, whole: TimeWindow | null): ((window: TimeWindow) => void) => {
  const client = useQueryClient();
  const preread = useCallback(
    (window: TimeWindow): void => {
      // What fails here is asked for again, and told, by the chart that needs it.
      for (const asked of seriesAsked(view, window, now)) client.query(seriesQuery(view.id, asked)).catch(() => undefined);
    },
    [client, view, now],
  );
  const latest = useRef({ preread, whole });
  useEffect(() => {
    latest.current = { preread, whole };
  });
  const known = whole !== null;
  useEffect(() => {
    const timer = setTimeout(() => {
      if (latest.current.whole !== null) latest.current.preread(latest.current.whole);
    }, afterMs);
    return () => { clearTimeout(timer); };
  }, [known]);
  return preread;
};
