import type { ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import type { Lane } from './lanes-model.ts';
import type { TimeWindow } from './time-window.ts';

interface Row {
  readonly id: string;
  readonly from: number;
  readonly to: number | null;
  readonly sort: string;
  readonly label: string;
}

const rowsOf = ({ name, instants, spells }: Lane): Row[] => [
  ...spells.map(spell => ({ ...spell, sort: name })),
  ...(spells.length > 0 ? [] : instants.map(({ id, at, label }) => ({ id, from: at, to: at, sort: name, label }))),
];

const Time = ({ ms }: { readonly ms: number }): ReactNode => <TimeText time={new Date(ms).toISOString()} />;

/** The events of the window in words. */
export const LaneTable = ({ lanes, window, now }: { readonly lanes: readonly Lane[]; readonly window: TimeWindow; readonly now: number }): ReactNode => {
  const rows = lanes.flatMap(rowsOf).filter(({ from, to }) => from <= window.to && (to ?? now) >= window.from);
  if (rows.length === 0) return <p className="empty">Nothing of this kind happened in this window.</p>;
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label="Boluses, alarms and records as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {rows.sort((a, b) => b.from - a.from).slice(0, 200).map(({ id, from, to, sort, label }) => (
            <tr key={`${sort} ${id}`}>
              <td><Time ms={from} /></td>
              <td>{to === null ? 'lasts' : <Time ms={to} />}</td>
              <td>{`${sort}: ${label}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
