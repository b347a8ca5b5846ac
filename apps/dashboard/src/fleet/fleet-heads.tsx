import type { ReactNode } from 'react';
import { columns, type FleetColumn } from './columns.ts';
import { nextOrder, type Order } from './fleet-order.ts';

interface HeadsProps {
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

const Head = ({ column, index, order, onOrder }: HeadsProps & { readonly column: FleetColumn; readonly index: number }): ReactNode => {
  const { name, head, sort } = column;
  const sorted = sort !== null && sort === order.column;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" aria-colindex={index + 1} aria-sort={sorted ? direction : undefined} className={`cell cell-${name}`}>
      {sort === null ? (
        head
      ) : (
        <button
          type="button"
          onClick={() => {
            onOrder(nextOrder(order, sort));
          }}
        >
          {head}
          <span aria-hidden="true">{sorted ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
        </button>
      )}
    </div>
  );
};

/** The heads of the columns; those that can be sorted by are buttons. */
export const FleetHeads = (props: HeadsProps): ReactNode => (
  <div role="rowgroup" className="heads">
    <div role="row" aria-rowindex={1} className="line-heads">
      {columns.map((column, index) => (
        <Head key={column.name} column={column} index={index} {...props} />
      ))}
    </div>
  </div>
);
