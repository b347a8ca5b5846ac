import { memo, useRef, type ReactNode } from 'react';
import { useGridListItem } from 'react-aria';
import type { ListState } from 'react-stately';
import { columns } from './columns.ts';
import type { RowNode } from './fleet-collection.ts';
import type { FleetRow } from './fleet-row.ts';

const Cells = memo(({ row, now }: { readonly row: FleetRow; readonly now: number }): ReactNode =>
  columns.map(({ name, Cell }, index) => (
    <div key={name} role={index === 0 ? 'rowheader' : 'gridcell'} aria-colindex={index + 1} className={`cell cell-${name}`}>
      <Cell row={row} now={now} />
    </div>
  )),
);

interface LineProps {
  readonly node: RowNode;
  readonly row: FleetRow;
  readonly height: number;
  readonly now: number;
  readonly state: ListState<FleetRow>;
  /** The Tab key enters the rows here. */
  readonly entrance: boolean;
}

/** One pump: a row that takes the focus as a whole; Enter or a click opens its page. */
export const FleetLine = ({ node, row, height, now, state, entrance }: LineProps): ReactNode => {
  const line = useRef<HTMLDivElement>(null);
  const { rowProps } = useGridListItem({ node }, state, line);
  return (
    <div
      {...rowProps}
      tabIndex={entrance ? 0 : rowProps.tabIndex}
      ref={line}
      className={`line line-${row.facets.alerts}`}
      aria-rowindex={node.index + 2}
      style={{ height, top: node.index * height }}
    >
      <Cells row={row} now={now} />
    </div>
  );
};
