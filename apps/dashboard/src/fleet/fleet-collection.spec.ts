import { FleetCollection, rowKeys } from './fleet-collection.ts';
import { row } from './pump-summary.fixture.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map(id => row(id));
const collection = new FleetCollection(rows);
const keys = rowKeys(collection, () => 3);

describe('the rows as a collection', () => {
  it('finds rows by key and by place', () => {
    expect(collection.size).toBe(5);
    expect(collection.getItem('c')).toMatchObject({ key: 'c', index: 2, value: rows[2] });
    expect(collection.getItem('x')).toBeNull();
    expect(collection.at(9)).toBeNull();
    expect([...collection].map(({ key }) => key)).toEqual([...collection.getKeys()]);
  });

  it('knows the neighbours and ends where the rows end', () => {
    expect([collection.getKeyBefore('b'), collection.getKeyAfter('b')]).toEqual(['a', 'c']);
    expect([collection.getKeyBefore('a'), collection.getKeyAfter('e'), collection.getKeyAfter('x')]).toEqual([null, null, null]);
    expect(new FleetCollection([]).getFirstKey()).toBeNull();
  });
});

describe('the keys over the rows', () => {
  it('go by one, by a page and to the ends', () => {
    expect([keys.getKeyBelow?.('a'), keys.getKeyAbove?.('b')]).toEqual(['b', 'a']);
    expect([keys.getKeyPageBelow?.('a'), keys.getKeyPageAbove?.('e')]).toEqual(['d', 'b']);
    expect([keys.getFirstKey?.(), keys.getLastKey?.()]).toEqual(['a', 'e']);
  });

  it('stop at the ends', () => {
    expect([keys.getKeyPageBelow?.('d'), keys.getKeyPageAbove?.('b')]).toEqual(['e', 'a']);
    expect(keys.getKeyBelow?.('e')).toBeNull();
  });
});
