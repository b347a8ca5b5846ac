import type { ReactNode } from 'react';
import { orderWords } from './columns.ts';
import { sortColumns } from './fleet-order.ts';
import { parseChoice, type FleetChoice } from './fleet-choice.ts';

interface ToolsProps {
  readonly choice: FleetChoice;
  readonly onChoice: (choice: FleetChoice) => void;
  /** What is shown, as `24 of 10 000 pumps`. */
  readonly summary: string;
  readonly narrow: boolean;
}

const searchOf = (choice: FleetChoice, search: string): FleetChoice => ({ ...choice, wanted: { ...choice.wanted, search } });

const OrderChoice = ({ choice, onChoice }: Pick<ToolsProps, 'choice' | 'onChoice'>): ReactNode => (
  <select
    aria-label="Order"
    value={choice.order.column}
    onChange={({ target }) => {
      const column = sortColumns.find(name => name === target.value);
      if (column !== undefined) onChoice({ ...choice, order: { column, descending: false } });
    }}
  >
    {sortColumns.map(column => (
      <option key={column} value={column}>
        {orderWords[column]}
      </option>
    ))}
  </select>
);

/** Search, how many pumps are shown, and the way back to all of them. */
export const FleetTools = ({ choice, onChoice, summary, narrow }: ToolsProps): ReactNode => (
  <div className="tools" role="search">
    <input
      type="search"
      aria-label="Search by pump, clinic, model or patient reference"
      placeholder="Pump, clinic, model, patient ref."
      value={choice.wanted.search}
      onChange={({ target }) => {
        onChoice(searchOf(choice, target.value));
      }}
    />
    {narrow ? <OrderChoice choice={choice} onChoice={onChoice} /> : null}
    <span className="faint" role="status">
      {summary}
    </span>
    <button
      type="button"
      className="clear"
      onClick={() => {
        onChoice(parseChoice(''));
      }}
    >
      Show all, worst first
    </button>
  </div>
);
