import type { Collection, KeyboardDelegate, Key, Node } from '@react-types/shared';
import type { FleetRow } from './fleet-row.ts';

/** What a row is to the accessibility library. */
export type RowNode = Node<FleetRow>;

// Without the outdated field for children, which the library no longer reads.
const nodeOf = (row: FleetRow, index: number): RowNode =>
  ({ type: 'item', key: row.id, value: row, level: 0, hasChildNodes: false, rendered: null, textValue: '', index, props: {} }) as unknown as RowNode;

/** Ten thousand rows as a collection that costs nothing until a row is asked for: the library's own builders make an element of every row and cell. */
export class FleetCollection implements Collection<RowNode> {
  private places: ReadonlyMap<Key, number> | null = null;

  constructor(readonly rows: readonly FleetRow[]) {}

  get size(): number {
    return this.rows.length;
  }

  /** Where a row stands, -1 if it doesn't. */
  indexOf(key: Key): number {
    this.places ??= new Map(this.rows.map(({ id }, index) => [id, index]));
    return this.places.get(key) ?? -1;
  }

  at(index: number): RowNode | null {
    const row = this.rows[index];
    return row === undefined ? null : nodeOf(row, index);
  }

  getItem(key: Key): RowNode | null {
    return this.at(this.indexOf(key));
  }

  getKeyBefore(key: Key): Key | null {
    return this.rows[this.indexOf(key) - 1]?.id ?? null;
  }

  getKeyAfter(key: Key): Key | null {
    const index = this.indexOf(key);
    return index < 0 ? null : (this.rows[index + 1]?.id ?? null);
  }

  getFirstKey(): Key | null {
    return this.rows[0]?.id ?? null;
  }

  getLastKey(): Key | null {
    return this.rows.at(-1)?.id ?? null;
  }

  getKeys(): Iterable<Key> {
    return this.rows.map(({ id }) => id);
  }

  *[Symbol.iterator](): Iterator<RowNode> {
    for (const [index, row] of this.rows.entries()) yield nodeOf(row, index);
  }
}

/** Arrows, Page Up and Down (by `page()` rows), Home and End over the rows. */
export const rowKeys = (collection: FleetCollection, page: () => number): KeyboardDelegate => {
  const jump = (key: Key, by: number): Key | null => {
    const target = Math.min(collection.size - 1, Math.max(0, collection.indexOf(key) + by));
    return collection.rows[target]?.id ?? null;
  };
  return {
    getKeyBelow: key => collection.getKeyAfter(key),
    getKeyAbove: key => collection.getKeyBefore(key),
    getFirstKey: () => collection.getFirstKey(),
    getLastKey: () => collection.getLastKey(),
    getKeyPageBelow: key => jump(key, page()),
    getKeyPageAbove: key => jump(key, -page()),
  };
};
