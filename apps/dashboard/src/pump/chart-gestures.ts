import { panWindow, spanOf, zoomWindow, type TimeWindow } from './time-window.ts';

/** Says which window a key asks for; null for a key that means nothing here. */
export const windowByKey = (key: string, shown: TimeWindow): TimeWindow | null => {
  const moves: Readonly<Record<string, () => TimeWindow>> = {
    ArrowLeft: () => panWindow(shown, -0.2),
    ArrowRight: () => panWindow(shown, 0.2),
    PageUp: () => panWindow(shown, -1),
    PageDown: () => panWindow(shown, 1),
    '+': () => zoomWindow(shown, 0.5),
    '=': () => zoomWindow(shown, 0.5),
    '-': () => zoomWindow(shown, 2),
  };
  return moves[key]?.() ?? null;
};

/** The window after fingers moved: each finger stays on the time it touched. Shares of the width, 0 to 1. */
export const windowByTouch = (begun: TimeWindow, before: readonly number[], after: readonly number[]): TimeWindow => {
  const span = spanOf(begun);
  const [a = 0, b] = before;
  const [c = 0, d] = after;
  if (b === undefined || d === undefined || Math.abs(d - c) < 0.02) return panWindow(begun, a - c);
  const longer = Math.abs(b - a) / Math.abs(d - c);
  const from = begun.from + span * ((a + b) / 2) - span * longer * ((c + d) / 2);
  return { from, to: from + span * longer };
};

/** What gestures need to know of the chart. */
export interface GestureChart {
  readonly area: HTMLElement;
  readonly shown: () => TimeWindow;
  readonly show: (window: TimeWindow) => void;
}

/** Follows fingers (and the mouse with Shift) over a chart. */
class Touches {
  private readonly fingers = new Map<number, { readonly before: number; now: number }>();
  private begun: TimeWindow;

  constructor(private readonly chart: GestureChart) {
    this.begun = chart.shown();
  }

  /** Where an event is over the chart: a share of its width. */
  share({ clientX }: MouseEvent): number {
    const { left, width } = this.chart.area.getBoundingClientRect();
    return (clientX - left) / width;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && !event.shiftKey) return;
    if (event.pointerType === 'mouse') this.chart.area.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, { before: this.share(event), now: this.share(event) });
    this.restart();
  };

  readonly move = (event: PointerEvent): void => {
    const finger = this.fingers.get(event.pointerId);
    if (finger === undefined) return;
    finger.now = this.share(event);
    const all = [...this.fingers.values()];
    const before = all.map(each => each.before);
    this.chart.show(windowByTouch(this.begun, before, all.map(({ now }) => now)));
  };

  readonly up = ({ pointerId }: PointerEvent): void => {
    if (this.fingers.delete(pointerId)) this.restart();
  };

  private restart(): void {
    this.begun = this.chart.shown();
    for (const [id, { now }] of this.fingers) this.fingers.set(id, { before: now, now });
  }
}

/** One finger pans, two pinch, the wheel with Ctrl zooms, Shift and drag pans; returns how to stop listening. */
export const listenToGestures = (chart: GestureChart): (() => void) => {
  const { area, shown, show } = chart;
  const touches = new Touches(chart);
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const { from, to } = shown();
    show(zoomWindow({ from, to }, event.deltaY > 0 ? 1.25 : 0.8, from + (to - from) * touches.share(event)));
  };
  const stop = new AbortController();
  const { signal } = stop;
  area.addEventListener('pointerdown', touches.down, { signal });
  area.addEventListener('pointermove', touches.move, { signal });
  for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const) area.addEventListener(name, touches.up, { signal });
  area.addEventListener('wheel', wheel, { signal, passive: false });
  return () => {
    stop.abort();
  };
};
