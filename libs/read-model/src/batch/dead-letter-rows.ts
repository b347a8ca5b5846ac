import { arraysOf, namesOf, unnestOf, type Column } from '../database/row-set.ts';
import type { Session } from '../database/transaction.ts';
import type { BatchWrite, DeadLetterRow } from './batch-write.ts';
import { holdable, storedHeaders } from './stored-headers.ts';

type Row = DeadLetterRow & { readonly partition: number };

const columns: readonly Column<Row>[] = [
  { name: 'id', type: 'text', of: row => row.id },
  { name: 'partition', type: 'int4', of: row => row.partition },
  { name: 'at_ms', type: 'int8', of: row => row.at },
  { name: 'code', type: 'text', of: row => row.code },
  { name: 'detail', type: 'text', of: row => holdable(row.detail) },
  { name: 'origin', type: 'text', of: row => row.origin },
  { name: 'pump_id', type: 'text', of: row => row.pumpId },
  { name: 'key', type: 'bytea', of: row => row.key },
  { name: 'value', type: 'bytea', of: row => row.value },
];

const headers: Column<Row> = { name: 'headers', type: 'text', of: row => storedHeaders(row.headers) };

const insert = {
  name: 'cisterna-dead-letters',
  text: `insert into dead_letter (${namesOf(columns)}, headers)
    select ${namesOf(columns)}, headers::jsonb from ${unnestOf([...columns, headers])} on conflict (id) do nothing`,
};

/** Keeps the records that could not be taken; one that is kept already stays as it is. */
export const writeDeadLetters = async (session: Session, batches: readonly BatchWrite[]): Promise<void> => {
  const rows = batches.flatMap(({ partition, deadLetters }) => deadLetters.map(letter => ({ ...letter, partition })));
  if (rows.length > 0) await session.write(insert, arraysOf([...columns, headers], rows));
};
