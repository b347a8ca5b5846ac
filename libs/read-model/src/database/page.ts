import type { List } from '@cisterna/contract';

/** One page out of one row more than its limit: the surplus row tells that there is a next page. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  parts: { readonly item: (row: Row) => Item; readonly cursor: (last: Row) => string },
): List<Item> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(parts.item),
    nextCursor: rows.length > limit && last !== undefined ? parts.cursor(last) : null,
  };
};
