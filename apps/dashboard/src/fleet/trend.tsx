import type { SeriesBucket } from '@cisterna/contract';
import { useEffect, useReducer, type ReactNode } from 'react';
import { call, withQuery } from '../data/call.ts';
import type { FleetRow } from './fleet-row.ts';
import { trendBox } from './trend-line.ts';
import { TrendStore } from './trend-store.ts';

const points = 60;
/** Rows that rush by are not worth a call. */
const settledMs = 200;

const readSeries = async (pumpId: string, fromMs: number, toMs: number): Promise<readonly SeriesBucket[]> => {
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  const answer = await call<SeriesBucket[] | { readonly items: SeriesBucket[] }>(
    withQuery(`/v1/pumps/${encodeURIComponent(pumpId)}/series`, { metric: 'computedLevelNl', from, to, points }),
  );
  return Array.isArray(answer) ? answer : answer.items;
};

const store = new TrendStore(readSeries);

/** The computed level of the last fourteen days as a small line with the low mark. */
export const Trend = ({ row }: { readonly row: FleetRow }): ReactNode => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const { id, pump } = row;
  const { capacityNl, lowReservoirNl } = pump.reservoir;
  const time = pump.connectivity.lastEventAt;
  const endMs = time === null ? null : Math.floor(Date.parse(time) / 3_600_000) * 3_600_000;
  useEffect(() => {
    if (endMs === null) return undefined;
    let forget: (() => void) | null = null;
    const timer = setTimeout(() => {
      forget = store.want({ pumpId: id, endMs, capacityNl }, redraw);
    }, settledMs);
    return () => {
      clearTimeout(timer);
      forget?.();
    };
  }, [id, endMs, capacityNl]);
  const line = store.line(id);
  if (line === null) return <span className="trend-none" aria-hidden="true" />;
  const low = capacityNl === null || lowReservoirNl === null ? null : trendBox.height * (1 - lowReservoirNl / capacityNl);
  return (
    <svg className="trend" viewBox={`0 0 ${trendBox.width} ${trendBox.height}`} preserveAspectRatio="none" role="img" aria-label={line.words}>
      {low === null ? null : <line className="trend-low" x1="0" x2={trendBox.width} y1={low} y2={low} />}
      <path d={line.path} />
    </svg>
  );
};
