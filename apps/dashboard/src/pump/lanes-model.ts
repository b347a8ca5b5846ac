import type { ChartModel, DotForm, Shape, Tone } from './chart-model.ts';
import type { Instant, Spell } from './history.ts';
import type { TimeWindow } from './time-window.ts';

/** One row of the chart of events. */
export interface Lane {
  readonly name: string;
  readonly tone: Tone;
  readonly form: DotForm;
  readonly instants: readonly Instant[];
  readonly spells: readonly Spell[];
}

/** More dots than this in a window are no longer told apart. */
const mostDots = 1500;

const laneShapes = ({ tone, form, instants, spells }: Lane, y: number, { from, to }: TimeWindow, now: number): Shape[] => [
  ...spells
    .filter(spell => spell.from <= to && (spell.to ?? now) >= from)
    .map(spell => ({ kind: 'area', from: spell.from, to: spell.to ?? now, tone, y: [y + 0.18, y + 0.82] }) as const),
  ...instants
    .filter(({ at }) => at >= from && at <= to)
    .slice(0, mostDots)
    .map(({ at }) => ({ kind: 'dot', at, value: y + 0.5, tone, form }) as const),
];

/** What happened, a row for each sort, the first on top. */
export const lanesModel = (lanes: readonly Lane[], shown: TimeWindow, now: number): ChartModel => {
  const rows = lanes.map((lane, index) => ({ lane, y: lanes.length - 1 - index }));
  return {
    curves: [],
    data: { times: [shown.from / 1000, shown.to / 1000], values: [] },
    shapes: rows.flatMap(({ lane, y }) => laneShapes(lane, y, shown, now)),
    range: [0, Math.max(1, lanes.length)],
    marks: { places: rows.map(({ y }) => y + 0.5), words: rows.map(({ lane }) => lane.name) },
    axis: String,
  };
};
