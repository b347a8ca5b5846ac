import { clipGaps, gapSize, missingBetween, type Gap } from './completeness.ts';

const place = (boot: number, seq: number, entry = 0) => ({ boot, seq, entry });

describe('a gap', () => {
  it('stands for every seq of it, in each of its boots', () => {
    expect(gapSize({ boot: 1, from: 3, to: 5 })).toBe(3);
    expect(gapSize({ boot: 2, from: 1, to: 1, toBoot: 1_999_999_999 })).toBe(1_999_999_998);
  });
});

describe('gaps clipped to the start of the history', () => {
  const gaps: readonly Gap[] = [
    { boot: 1, from: 3, to: 5 },
    { boot: 2, from: 1, to: 1, toBoot: 6 },
    { boot: 7, from: 2, to: 9 },
  ];

  it.each([
    [null, gaps],
    [{ boot: 1, seq: 1 }, gaps],
    [{ boot: 1, seq: 5 }, [{ boot: 1, from: 5, to: 5 }, ...gaps.slice(1)]],
    [{ boot: 1, seq: 6 }, gaps.slice(1)],
    [{ boot: 4, seq: 1 }, [{ boot: 4, from: 1, to: 1, toBoot: 6 }, ...gaps.slice(2)]],
    [{ boot: 5, seq: 2 }, [{ boot: 6, from: 1, to: 1 }, ...gaps.slice(2)]],
    [{ boot: 6, seq: 2 }, gaps.slice(2)],
    [{ boot: 7, seq: 4 }, [{ boot: 7, from: 4, to: 9 }]],
    [{ boot: 8, seq: 1 }, []],
  ])('at %j', (start, left) => {
    expect(clipGaps(gaps, start)).toEqual(left);
  });
});

describe('what is missing between two refills', () => {
  const gaps: readonly Gap[] = [
    { boot: 1, from: 5, to: 6 },
    { boot: 3, from: 1, to: 1, toBoot: 4 },
  ];

  it.each([
    ['all of it before', place(1, 7), place(2, 9), false],
    ['all of it behind', place(1, 1), place(1, 4), false],
    ['a gap', place(1, 4), place(1, 7), true],
    ['whole boots', place(2, 1), place(5, 1), true],
    ['nothing of the boots that came', place(4, 2), place(5, 1), false],
    ['a record’s own event, missing itself', place(1, 4), place(1, 5, 1), true],
    ['not the event that the first record stands behind', place(1, 6, 1), place(2, 1), false],
  ])('%s', (_what, from, to, missing) => {
    expect(missingBetween(gaps, from, to)).toBe(missing);
  });
});
