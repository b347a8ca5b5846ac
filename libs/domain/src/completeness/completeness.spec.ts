import type { PumpEvent } from '@cisterna/contract';
import { report, revision } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { inBoot, lost, record, restart, times, written, type Line } from '../testing/written.ts';
import {
  declaredEnd,
  evolveCompleteness,
  hasPlace,
  initialCompleteness,
  plainNumbering,
  type Completeness,
  type Gap,
} from './completeness.ts';

const some = report(1);
const completeness = (...lines: readonly Line[]): Completeness => folded(...lines).completeness;
const gaps = (...lines: readonly Line[]): readonly Gap[] => completeness(...lines).gaps;
const through = (...lines: readonly Line[]): string | null => {
  const { through: last } = completeness(...lines);
  return last === null ? null : `${last.boot}:${last.seq}`;
};

describe('what is missing', () => {
  it('is nothing while the count goes on', () => {
    expect(gaps(some, some, restart(), some)).toEqual([]);
    expect(through(some, some, restart(), some)).toBe('2:2');
  });

  it('is every seq that was jumped over, from the very first', () => {
    expect(gaps(lost(2), some, lost(), some)).toEqual([
      { boot: 1, from: 1, to: 2 },
      { boot: 1, from: 4, to: 4 },
    ]);
    expect(through(lost(2), some, lost(), some)).toBeNull();
    expect(through(some, some, lost(), some)).toBe('1:2');
  });

  it('is the tail of a boot as far as the next one tells', () => {
    expect(gaps(some, lost(3), restart(), some)).toEqual([{ boot: 1, from: 2, to: 4 }]);
    expect(through(some, lost(3), restart(), some)).toBe('1:1');
  });

  it('is no tail where the next boot tells less than was received, or nothing', () => {
    expect(gaps(some, some, restart({ previousLastSeq: 1 }))).toEqual([]);
    expect(gaps(some, some, restart({ previousLastSeq: null }))).toEqual([]);
    expect(gaps(some, some, inBoot(2), some)).toEqual([]);
  });

  it('is the first event of a boot of which nothing came; several in a row are one entry', () => {
    expect(gaps(some, inBoot(3), some)).toEqual([{ boot: 2, from: 1, to: 1 }]);
    expect(gaps(some, inBoot(6, 3), some)).toEqual([
      { boot: 2, from: 1, to: 1, toBoot: 5 },
      { boot: 6, from: 1, to: 2 },
    ]);
  });

  it('is all of a lost boot whose end is told', () => {
    expect(gaps(some, inBoot(5), restart({ previousBoot: 4, previousLastSeq: 9 }))).toEqual([
      { boot: 2, from: 1, to: 1, toBoot: 3 },
      { boot: 4, from: 1, to: 9 },
      { boot: 5, from: 1, to: 1 },
    ]);
  });

  it('is told of an older boot too, also where that boot was left long ago', () => {
    const lines = [some, restart(), some, restart({ previousBoot: 1, previousLastSeq: 4 })];
    expect(gaps(...lines)).toEqual([{ boot: 1, from: 2, to: 4 }]);
    expect(through(...lines)).toBe('1:1');
  });

  it('costs as little for a boot of two thousand million as for the next', () => {
    expect(gaps(some, inBoot(2_000_000_000, 1_000_000), some)).toEqual([
      { boot: 2, from: 1, to: 1, toBoot: 1_999_999_999 },
      { boot: 2_000_000_000, from: 1, to: 999_999 },
    ]);
  });

  it('knows nothing of people’s records', () => {
    expect(gaps(record(revision()), some, record(revision()), some)).toEqual([]);
    expect(through(some, record(revision()))).toBe('1:1');
  });
});

describe('an end that a restart declares', () => {
  const declared = (previousBoot: number | null, previousLastSeq: number | null) =>
    written(...times(3, some), restart({ previousBoot, previousLastSeq }))
      .map(declaredEnd)
      .at(-1);

  it('is that of the boot it names', () => {
    expect(declared(1, 7)).toEqual({ boot: 1, seq: 7 });
  });

  it('is none where it names no boot, no end, or a boot that is not before its own', () => {
    expect([declared(null, 7), declared(1, null), declared(2, 7), declared(3, 7)]).toEqual([null, null, null, null]);
  });
});

describe('a place in the count', () => {
  const known = completeness(some, some, lost(2), some, inBoot(4, 2), some);

  it.each([
    [1, 1, true],
    [1, 3, false],
    [1, 4, false],
    [1, 5, true],
    [1, 6, false],
    [2, 1, false],
    [3, 2, false],
    [4, 1, false],
    [4, 2, true],
    [4, 3, false],
    [9, 1, false],
  ])('boot %p seq %p was taken: %p', (boot, seq, taken) => {
    expect(hasPlace(known, { boot, seq })).toBe(taken);
  });
});

describe('the count, event by event', () => {
  it('leaves everything else alone where an event is simply next', () => {
    const [first, second] = written(some, some) as [PumpEvent, PumpEvent];
    const before = evolveCompleteness(initialCompleteness, first, plainNumbering);
    const after = evolveCompleteness(before, second, plainNumbering);
    expect(after.gaps).toBe(before.gaps);
    expect(after.formerBoots).toBe(before.formerBoots);
  });
});
