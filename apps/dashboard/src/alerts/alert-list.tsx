import { useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { GridList, ListLayout, Virtualizer, type Selection } from 'react-aria-components';
import { go } from '../data/hash-location.ts';
import { lineIdOf, moveFocus, wishOf } from './alert-keys.ts';
import type { AlertLine } from './alert-order.ts';
import { alertPath } from './alert-path.ts';
import { AlertRow } from './alert-row.tsx';

interface ListProps {
  readonly lines: readonly AlertLine[];
  readonly now: number;
  readonly query: string;
  readonly shownId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onAcknowledge: (id: string) => void;
  readonly onSettle: () => void;
}

const selectionOf = (selection: Selection, lines: readonly AlertLine[]): ReadonlySet<string> =>
  selection === 'all' ? new Set(lines.map(({ alert }) => alert.id)) : new Set([...selection].map(String));

/** The keys of the list beside those that every list has. */
const useListKeys = ({ query, onAcknowledge, onSettle }: ListProps) => (event: KeyboardEvent): void => {
  const wish = wishOf(event);
  const id = lineIdOf(event.target);
  if (wish === null || id === null) return;
  event.preventDefault();
  event.stopPropagation();
  if (wish === 'down' || wish === 'up') moveFocus(event.target, wish);
  else if (wish === 'open') go(alertPath(id, query));
  else if (wish === 'acknowledge') onAcknowledge(id);
  else onSettle();
};

/** The alerts as a list of which only what is in view is drawn; several can be selected. */
export const AlertList = (props: ListProps): ReactNode => {
  const { lines, now, query, shownId, selected, onSelect } = props;
  const onKey = useListKeys(props);
  const items = useMemo(() => lines.map(line => ({ id: line.alert.id, line })), [lines]);
  return (
    <div onKeyDownCapture={onKey}>
      <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: 58 }}>
        <GridList
          aria-label="Alerts"
          aria-describedby="alert-keys"
          className="alert-list"
          items={items}
          dependencies={[now, query, shownId]}
          selectionMode="multiple"
          disallowTypeAhead
          selectedKeys={selected}
          onSelectionChange={selection => { onSelect(selectionOf(selection, lines)); }}
          onAction={key => { go(alertPath(String(key), query)); }}
        >
          {({ line }) => <AlertRow line={line} now={now} query={query} shown={line.alert.id === shownId} />}
        </GridList>
      </Virtualizer>
    </div>
  );
};
