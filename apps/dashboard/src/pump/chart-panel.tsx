import { useMemo, useState, type ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import type { ChartModel } from './chart-model.ts';
import { chartRows } from './chart-rows.ts';
import { TimeChart } from './time-chart.tsx';
import type { TimeWindow } from './time-window.ts';

interface ChartPanelProps {
  readonly title: string;
  readonly model: ChartModel;
  readonly window: TimeWindow;
  readonly onWindow: (window: TimeWindow) => void;
  readonly height: number;
  /** Said beside the title: what the marks mean. */
  readonly note?: ReactNode;
  /** The text alternative where the curves are not all there is. */
  readonly table?: ReactNode;
}

const ChartTable = ({ title, model, window }: Pick<ChartPanelProps, 'title' | 'model' | 'window'>): ReactNode => {
  const { rows, thinned } = useMemo(() => chartRows(model, window), [model, window]);
  if (rows.length === 0) return <p className="empty">Nothing was reported in this window.</p>;
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={`${title} as a table`}>
      <table>
        <caption className="faint">{thinned ? 'Every so many values; zoom in for all of them.' : 'All values of the window.'}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {model.curves.map(({ label }) => (
              <th key={label} scope="col" className="number">{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, cells }) => (
            <tr key={at}>
              <td><TimeText time={at} /></td>
              {cells.map((cell, index) => (
                <td key={model.curves[index]?.label} className="number">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** A chart with its title and, on demand, its values as a table. */
export const ChartPanel = ({ title, model, window, onWindow, height, note, table }: ChartPanelProps): ReactNode => {
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="chart-panel" aria-label={title}>
      <div className="chart-head">
        <h2>{title}</h2>
        {note === undefined ? null : <span className="faint chart-note">{note}</span>}
        <button type="button" aria-pressed={asTable} onClick={() => { setAsTable(!asTable); }}>
          Table<span className="unseen"> of {title}</span>
        </button>
      </div>
      <TimeChart model={model} window={window} onWindow={onWindow} height={height} label={title} />
      {asTable ? (table ?? <ChartTable title={title} model={model} window={window} />) : null}
    </section>
  );
};
