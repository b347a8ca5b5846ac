import type { ChartModel } from './chart-model.ts';
import type { TimeWindow } from './time-window.ts';

/** One row of a chart's text alternative. */
export interface ChartRow {
  readonly at: string;
  readonly cells: readonly string[];
}

/** No one reads more rows than this; a closer window shows more of them. */
const mostRows = 120;

/** The values of a window as rows, newest first, evenly thinned where there are too many. */
export const chartRows = ({ curves, data }: ChartModel, { from, to }: TimeWindow): { readonly rows: readonly ChartRow[]; readonly thinned: boolean } => {
  const places = [...data.times.keys()].filter(index => {
    const ms = (data.times[index] ?? 0) * 1000;
    return ms >= from && ms <= to && data.values.some(values => values[index] != null);
  });
  const step = Math.max(1, Math.ceil(places.length / mostRows));
  const rows = places
    .toReversed()
    .filter((_, index) => index % step === 0)
    .map(index => ({
      at: new Date((data.times[index] ?? 0) * 1000).toISOString(),
      cells: curves.map((curve, column) => {
        const value = data.values[column]?.[index];
        return value == null ? '–' : curve.say(value);
      }),
    }));
  return { rows, thinned: step > 1 };
};
