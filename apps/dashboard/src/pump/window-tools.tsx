import type { ReactNode } from 'react';
import { panWindow, spans, zoomWindow } from './time-window.ts';
import type { ShownWindow } from './use-time-window.ts';

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** How far the charts reach, by name, and how to move and zoom them without a mouse. */
export const WindowTools = ({ shown }: { readonly shown: ShownWindow }): ReactNode => {
  const { window, days, show, showDays } = shown;
  const moves = [
    ['Earlier', '◀', () => panWindow(window, -0.5)],
    ['Later', '▶', () => panWindow(window, 0.5)],
    ['Zoom in', '+', () => zoomWindow(window, 0.5)],
    ['Zoom out', '−', () => zoomWindow(window, 2)],
  ] as const;
  return (
    <div className="window-tools" role="toolbar" aria-label="Time axis of the charts">
      {spans.map(span => (
        <button key={span.name} type="button" aria-pressed={days === span.days} onClick={() => { showDays(span.days); }}>{span.name}</button>
      ))}
      <button type="button" aria-pressed={days === 'all'} onClick={() => { showDays('all'); }}>All</button>
      <span className="window-moves">
        {moves.map(([name, sign, moved]) => (
          <button key={name} type="button" aria-label={name} title={name} onClick={() => { show(moved()); }}>{sign}</button>
        ))}
      </span>
      <span className="faint window-words">{`${dates.format(window.from)} to ${dates.format(window.to)}`}</span>
    </div>
  );
};
