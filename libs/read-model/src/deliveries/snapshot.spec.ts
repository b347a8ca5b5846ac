import { readSnapshot, wasOverAt, type Snapshot } from './snapshot.ts';

const over = (text: string, xid: bigint, next = 1_000n): boolean =>
  wasOverAt(new Map<string, Snapshot>(), text, xid, next);

describe('a snapshot of transactions', () => {
  it('is read with and without running ones', () => {
    expect(readSnapshot('10:20:10,14')).toEqual({ settled: 10n, next: 20n, running: new Set([10n, 14n]) });
    expect(readSnapshot('20:20:')).toEqual({ settled: 20n, next: 20n, running: new Set() });
  });

  it.each<[string, bigint, boolean]>([
    ['before all that ran', 9n, true],
    ['running then', 14n, false],
    ['over then, though begun after one that ran', 15n, true],
    ['the next to begin', 20n, false],
    ['long after', 500n, false],
  ])('tells of a transaction %s whether it was over', (_, xid, expected) => {
    expect(over('10:20:10,14', xid)).toBe(expected);
  });

  it('tells nothing in a copy of the database that counts anew: there everything counts as later', () => {
    expect(over('10:20:', 5n, 19n)).toBe(false);
    expect(over('10:20:', 5n, 20n)).toBe(true);
  });

  it('is read once', () => {
    const known = new Map<string, Snapshot>();
    wasOverAt(known, '10:20:', 5n, 30n);
    wasOverAt(known, '10:20:', 15n, 30n);
    expect([...known.keys()]).toEqual(['10:20:']);
  });
});
