import { binaryArray, type Element, type ElementType } from './binary-array.ts';

/** One column of rows that go to the database together: its name there, its type, and where its value is. */
export interface Column<Row> {
  readonly name: string;
  readonly type: ElementType;
  readonly of: (row: Row) => Element;
}

/** The names of columns, for a list in SQL. */
export const namesOf = (columns: readonly Column<never>[]): string => columns.map(({ name }) => name).join(', ');

/** The rows as a table in SQL: `unnest($1::text[], …) as r (pump_id, …)`; parameters from `$first` on. */
export const unnestOf = (columns: readonly Column<never>[], first = 1): string =>
  `unnest(${columns.map(({ type }, index) => `$${index + first}::${type}[]`).join(', ')}) as r (${namesOf(columns)})`;

/** The parameters of `unnestOf`: one array for each column. */
export const arraysOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Buffer[] =>
  columns.map(({ type, of }) => binaryArray(type, rows.map(of)));

/** `name = excluded.name` for each column, for an upsert. */
export const excludedOf = (columns: readonly Column<never>[]): string =>
  columns.map(({ name }) => `${name} = excluded.${name}`).join(', ');
