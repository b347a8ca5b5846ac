import type { ReactNode } from 'react';
import { panWindow, spans, zoomWindow, type TimeWindow } from './time-window.ts';
import type { ShownWindow } from './use-time-window.ts';

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

interface ToolsProps {
  readonly shown: ShownWindow;
  /** Reads beforehand what a window needs. */
  readonly preread: (window: TimeWindow) => void;
}

const named = [...spans, { name: 'All', days: 'all' }] as const;

/** The windows by name; one that is pointed at or focused is read already. */
const SpanButtons = ({ shown: { days, showDays, windowOf }, preread }: ToolsProps): ReactNode =>
  named.map(span => {
    const ahead = (): void => { preread(windowOf(span.days)); };
    return (
      <button key={span.name} type="button" aria-pressed={days === span.days} onPointerEnter={ahead} onFocus={ahead} onClick={() => { showDays(span.days); }}>{span.name}</button>
    );
  });

/** How far the charts reach, by name, and how to move and zoom them without a mouse. */
export const WindowTools = ({ shown, preread }: ToolsProps): ReactNode => {
  const { window, show } = shown;
  const moves = [
    ['Earlier', '◀', () => panWindow(window, -0.5)],
    ['Later', '▶', () => panWindow(window, 0.5)],
    ['Zoom in', '+', () => zoomWindow(window, 0.5)],
    ['Zoom out', '−', () => zoomWindow(window, 2)],
  ] as const;
  return (
    <div className="window-tools" role="toolbar" aria-label="Time axis of the charts">
      <SpanButtons shown={shown} preread={preread} />
      <span className="window-moves">
        {moves.map(([name, sign, moved]) => (
          <button key={name} type="button" aria-label={name} title={name} onClick={() => { show(moved()); }}>{sign}</button>
        ))}
      </span>
      <span className="faint window-words">{`${dates.format(window.from)} to ${dates.format(window.to)}`}</span>
    </div>
  );
};
