import type { List } from '@cisterna/contract';

/** All pages of a list, joined; none may be longer than `longest`. */
export const allPages = async <Item>(
  read: (cursor: string | null) => Promise<List<Item>>,
  longest = Infinity,
): Promise<Item[]> => {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: List<Item> = await read(cursor);
    if (page.items.length > longest) throw new Error(`A page has ${page.items.length} items, more than ${longest}.`);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
};
