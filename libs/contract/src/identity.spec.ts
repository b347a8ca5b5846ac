import fc from 'fast-check';
import { compareOrder, eventId, isEventId, isName, namePattern } from './identity.ts';

describe('isName', () => {
  it('says what the published pattern says', () => {
    const pattern = new RegExp(namePattern);
    const near = fc.string({
      unit: fc.constantFrom('a', 'Z', '0', '9', '.', '_', '-', '/', ':', ' ', 'é'),
      maxLength: 66,
    });
    fc.assert(fc.property(fc.oneof(near, fc.string()), text => isName(text) === pattern.test(text)));
  });

  it('takes 64 characters and refuses 65', () => {
    expect([isName('a'.repeat(64)), isName('a'.repeat(65))]).toEqual([true, false]);
  });

  it('refuses a name that ends in a line break', () => {
    expect(isName('P-7\n')).toBe(false);
  });
});

describe('compareOrder', () => {
  it('sorts by boot, then seq, then entry', () => {
    const sorted = [
      { boot: 1, seq: 0, entry: 1 },
      { boot: 1, seq: 2, entry: 0 },
      { boot: 1, seq: 2, entry: 1 },
      { boot: 1, seq: 10, entry: 0 },
      { boot: 2, seq: 1, entry: 0 },
    ];
    expect(sorted.toReversed().toSorted(compareOrder)).toEqual(sorted);
  });

  it('is zero for the same place only', () => {
    expect(compareOrder({ boot: 3, seq: 4, entry: 5 }, { boot: 3, seq: 4, entry: 5 })).toBe(0);
    expect(compareOrder({ boot: 3, seq: 4, entry: 0 }, { boot: 3, seq: 4, entry: 5 })).toBeLessThan(0);
  });
});

describe('eventId', () => {
  it("names the entry on a person's record only", () => {
    expect(eventId({ pumpId: 'P-7', boot: 2, seq: 41, entry: 0 })).toBe('P-7:2:41');
    expect(eventId({ pumpId: 'P-7', boot: 1, seq: 0, entry: 3 })).toBe('P-7:1:0+3');
  });
});

describe('isEventId', () => {
  const ordinal = fc.oneof(fc.nat(12), fc.constantFrom(2_147_483_647, 2_147_483_646), fc.nat());
  const identity = fc.record({
    pumpId: fc.constantFrom('P-7', 'P-77', '7', '0'),
    boot: ordinal,
    seq: ordinal,
    entry: fc.oneof(fc.constant(0), ordinal),
  });
  /** An identity, and its id with one place of it struck out, doubled or replaced. */
  const torn = fc
    .tuple(identity, fc.nat(), fc.constantFrom('', '0', '1', ':', '+', '-', ' ', '.', 'P'), fc.nat(1))
    .map(([at, place, piece, struck]) => {
      const id = eventId(at);
      const from = place % (id.length + 1);
      return { at, text: id.slice(0, from) + piece + id.slice(from + struck) };
    });

  it('says what comparing with eventId says', () => {
    fc.assert(fc.property(identity, at => isEventId(eventId(at), at)));
    fc.assert(fc.property(torn, ({ at, text }) => isEventId(text, at) === (text === eventId(at))), { numRuns: 1000 });
  });

  it.each(['P-7:2:041', 'P-7:2:', 'P-7::41', 'P-7:2', 'P-7:2:41 ', 'P-7:2:41:1', 'P-7:2:41+0', 'P-7:2:99999999999999999999', ''])(
    'refuses %s for the 41st of the second boot',
    text => {
      expect(isEventId(text, { pumpId: 'P-7', boot: 2, seq: 41, entry: 0 })).toBe(false);
    },
  );
});
