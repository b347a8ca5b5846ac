import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { paletteOf } from './chart-colours.ts';
import { listenToGestures, windowByKey } from './chart-gestures.ts';
import type { ChartModel } from './chart-model.ts';
import { plotOptions } from './plot-options.ts';
import type { TimeWindow } from './time-window.ts';
import { useMedia } from '../parts/use-media.ts';

interface TimeChartProps {
  readonly model: ChartModel;
  readonly window: TimeWindow;
  readonly onWindow: (window: TimeWindow) => void;
  readonly height: number;
  /** What the chart shows, for those who don't see it. */
  readonly label: string;
}

/** The newest value, for listeners that live longer than a drawing. */
const useLatest = <Value,>(value: Value): RefObject<Value> => {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
};

/** How wide an element is; 0 before it stands. */
const useWidth = (place: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (place.current === null) return;
    const watcher = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry?.contentRect.width ?? 0));
    });
    watcher.observe(place.current);
    return () => { watcher.disconnect(); };
  }, [place]);
  return width;
};

const dataOf = ({ data }: ChartModel): uPlot.AlignedData => [data.times, ...data.values];

/** Keeps a chart of the library in an element: made anew for another look, moved by its setters otherwise. */
const usePlot = (props: TimeChartProps): RefObject<HTMLDivElement | null> => {
  const { model, window, height } = props;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useLatest(props);
  const width = useWidth(place);
  const look = `${useMedia('(prefers-color-scheme: dark)')} ${useMedia('print')}`;
  const form = `${model.curves.map(({ label }) => label).join()} ${model.marks?.places.length ?? 0}`;
  useEffect(() => {
    if (place.current === null || width === 0) return;
    const show = (next: TimeWindow): void => { latest.current.onWindow(next); };
    const source = { model: () => latest.current.model, palette: paletteOf(place.current), window: () => latest.current.window, select: show };
    const made = new uPlot(plotOptions(source, { width, height }), dataOf(latest.current.model), place.current);
    plot.current = made;
    const stop = listenToGestures({ area: made.over, shown: source.window, show });
    return () => {
      stop();
      plot.current = null;
      made.destroy();
    };
  }, [width, height, look, form, latest]);
  useEffect(() => {
    plot.current?.setData(dataOf(model), false);
    plot.current?.setScale('x', { min: window.from / 1000, max: window.to / 1000 });
  }, [model, window]);
  return place;
};

/** A chart on the page's time axis: drag zooms, arrows pan, `+` and `-` zoom, fingers pan and pinch. */
export const TimeChart = (props: TimeChartProps): ReactNode => {
  const { window, onWindow, label, height } = props;
  const place = usePlot(props);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = windowByKey(event.key, window);
    if (next === null) return;
    event.preventDefault();
    onWindow(next);
  };
  return (
    <div className="chart-place" role="group" aria-label={`${label}. Arrow keys move in time, plus and minus zoom; the table holds the same values.`} tabIndex={0} onKeyDown={onKeyDown} style={{ minHeight: height }}>
      <div ref={place} />
    </div>
  );
};
