import { InvalidCursor } from '../read-model.error.ts';

/** What a cursor is made of: the sort values of the last item given. */
export type CursorValue = string | number;

/** A cursor for the next page of a list; `list` names list and sort, so that no other list takes it. */
export const encodeCursor = (list: string, values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url');

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor();
  }
};

const fits = (value: unknown, wanted: CursorValue): boolean =>
  typeof wanted === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && !value.includes('\0');

/** The values of a cursor of this list, each of the type of its example; null without a cursor. Throws InvalidCursor. */
export const decodeCursor = <Values extends readonly CursorValue[]>(
  list: string,
  cursor: string | null,
  examples: readonly [...Values],
): readonly [...Values] | null => {
  if (cursor === null) return null;
  const value = parsed(cursor);
  if (!Array.isArray(value) || value.length !== examples.length + 1 || value[0] !== list) throw new InvalidCursor();
  const [, ...values] = value as unknown[];
  if (!examples.every((example, index) => fits(values[index], example))) throw new InvalidCursor();
  return values as unknown as [...Values];
};
