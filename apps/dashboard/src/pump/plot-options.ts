import uPlot from 'uplot';
import { axisLabels, cursorTime } from './axis-labels.ts';
import type { Palette } from './chart-colours.ts';
import type { ChartModel, CurveModel } from './chart-model.ts';
import { ShapePen } from './draw-shapes.ts';
import type { TimeWindow } from './time-window.ts';

/** What a chart is drawn from; read anew at each drawing. */
export interface PlotSource {
  readonly model: () => ChartModel;
  readonly palette: Palette;
  readonly window: () => TimeWindow;
  readonly select: (window: TimeWindow) => void;
}

/** All charts of a page move together. */
const syncKey = 'pump';
const axisWidth = 68;
const font = '12px system-ui, sans-serif';

const pathsOf = (style: CurveModel['style']): { paths: uPlot.Series.PathBuilder } | null => {
  const build = style === 'bars' ? uPlot.paths.bars?.({ size: [0.8, 40], align: 1 }) : style === 'steps' ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  return build === undefined ? null : { paths: build };
};

const curveOptions = ({ label, tone, style, say }: CurveModel, palette: Palette): uPlot.Series => ({
  label,
  stroke: palette[tone],
  width: style === 'bars' ? 1 : 1.75,
  value: (_, value: number | null | undefined) => (value == null ? '–' : say(value)),
  points: { show: false },
  ...(style === 'dashed' ? { dash: [6, 4] } : {}),
  ...(style === 'bars' ? { fill: palette.fill } : {}),
  ...pathsOf(style),
});

const yRange = (model: ChartModel, min: number | null, max: number | null): uPlot.Range.MinMax => {
  if (model.range !== null) return [...model.range];
  if (min === null || max === null) return [0, 1];
  return uPlot.rangeNum(min, max, 0.1, true);
};

const axesOf = ({ model, palette }: PlotSource): uPlot.Axis[] => {
  const look = { stroke: palette.faint, font, ticks: { stroke: palette.line, size: 4 } };
  const yValues = (_: uPlot, splits: number[]): string[] => model().marks?.words.slice() ?? splits.map(value => model().axis(value));
  const marks = model().marks;
  return [
    { ...look, grid: { stroke: palette.line, width: 1 }, space: 70, size: 30, values: (_, splits, ...rest) => axisLabels(splits, rest[2]) },
    { ...look, grid: { stroke: palette.line, width: 1 }, size: axisWidth, gap: 3, values: yValues, ...(marks === null ? {} : { splits: () => [...(model().marks?.places ?? [])] }) },
  ];
};

const selected = (plot: uPlot, select: PlotSource['select']): void => {
  const { left, width } = plot.select;
  if (width < 4) return;
  const [from, to] = [plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000];
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  select({ from, to });
};

/** The library's options for a chart; data and window follow by its setters. */
export const plotOptions = (source: PlotSource, size: { readonly width: number; readonly height: number }): uPlot.Options => ({
  ...size,
  series: [{ label: 'Time', value: (_, seconds) => cursorTime(seconds) }, ...source.model().curves.map(curve => curveOptions(curve, source.palette))],
  scales: {
    x: { time: true, auto: false, range: () => [source.window().from / 1000, source.window().to / 1000] },
    y: { range: (_, min, max) => yRange(source.model(), min, max) },
  },
  axes: axesOf(source),
  padding: [8, 12, 0, 0],
  legend: { show: source.model().curves.length > 0, live: true },
  cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: syncKey, scales: ['x', null] }, y: false, points: { size: 7 }, bind: { dblclick: () => null } },
  hooks: {
    drawAxes: [plot => { new ShapePen(plot, source.palette).draw(source.model().shapes); }],
    setSelect: [plot => { selected(plot, source.select); }],
  },
});
