import { memo, useRef, type ReactNode } from 'react';
import { columns } from './columns.ts';
import { FleetHeads } from './fleet-heads.tsx';
import { FleetLine } from './fleet-line.tsx';
import type { Order } from './fleet-order.ts';
import type { FleetRow } from './fleet-row.ts';
import { entrance, placesToDraw } from './row-window.ts';
import { useFleetList, type RowHeights } from './use-fleet-list.ts';
import { useRowWindow } from './use-row-window.ts';

interface TableProps extends RowHeights {
  readonly rows: readonly FleetRow[];
  readonly now: number;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** All pumps as a table of which only the rows in view are drawn. */
export const FleetTable = memo((props: TableProps): ReactNode => {
  const { rows, now, order, onOrder, rowHeight } = props;
  const body = useRef<HTMLDivElement>(null);
  const shown = useRowWindow(body, rowHeight, rows.length);
  const { gridProps, state, collection, focused } = useFleetList(body, rows, props);
  const { role: _role, id, 'aria-label': label, 'aria-rowcount': _count, 'aria-colcount': _columns, ...behaviour } = gridProps;
  const entered = focused >= 0 ? -1 : entrance(shown);
  return (
    <div role="grid" id={id} aria-label={label} aria-rowcount={rows.length + 1} aria-colcount={columns.length} className="table">
      <FleetHeads order={order} onOrder={onOrder} />
      <div {...behaviour} tabIndex={-1} role="rowgroup" ref={body} className="lines" style={{ height: rows.length * rowHeight }}>
        {placesToDraw(shown, focused, rows.length).map(index => {
          const row = rows[index];
          const node = collection.at(index);
          return row && node && <FleetLine key={row.id} height={rowHeight} entrance={index === entered} {...{ row, node, now, state }} />;
        })}
      </div>
    </div>
  );
});
