import type { AlertView, PumpView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { Mark } from '../parts/mark.tsx';
import { priorityWords } from '../parts/state-words.ts';
import { alertLines } from './alert-lines.ts';
import { Tile } from './tile.tsx';

/** Open alerts of the pump, worst first; `alerts` is null where the moment is past and only their number is known. */
export const AlertsTile = ({ view, alerts }: { readonly view: PumpView; readonly alerts: readonly AlertView[] | null }): ReactNode => {
  const { open, unacknowledged, highestPriority } = view.alerts;
  const { lines, more } = alertLines(alerts ?? []);
  const list = (
    <ul className="tile-alerts">
      {lines.map(({ id, priority, title, count, seen }) => (
        <li key={id}>
          <Mark urgency={priorityWords[priority].urgency}>{priorityWords[priority].word}</Mark> <a href={`#/alerts/${encodeURIComponent(id)}`}>{title}</a>
          {count > 1 ? ` × ${count}` : ''}
          {seen ? ', acknowledged' : ''}
        </li>
      ))}
      {more > 0 ? <li><a href="#/alerts">{`${more} more`}</a></li> : null}
    </ul>
  );
  return (
    <Tile title="Open alerts" wide detail={lines.length === 0 ? '' : list}>
      {open === 0 ? 'None' : <Mark urgency={priorityWords[highestPriority ?? 'none'].urgency}>{`${open} open, ${unacknowledged} not acknowledged`}</Mark>}
    </Tile>
  );
};
