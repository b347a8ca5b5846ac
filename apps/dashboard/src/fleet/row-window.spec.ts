import fc from 'fast-check';
import { entrance, placesToDraw, rowWindow, scrollNeeded } from './row-window.ts';

const layout = { rowHeight: 50, size: 10_000 };

describe('the rows to draw', () => {
  it('cover the view wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -499_000, max: 900 }), fc.integer({ min: 300, max: 2000 }), (top, height) => {
        const { first, end } = rowWindow(top, height, layout);
        expect(first * 50 + top).toBeLessThanOrEqual(Math.max(0, top));
        expect(Math.min(end, 10_000) * 50 + top).toBeGreaterThanOrEqual(Math.min(height, 500_000 + top));
        expect(end - first).toBeLessThan(height / 50 + 24);
      }),
    );
  });

  it('stay the same over small moves', () => {
    expect(rowWindow(-1010, 900, layout)).toEqual(rowWindow(-1040, 900, layout));
  });

  it('never lose the focused row', () => {
    expect(placesToDraw({ first: 4, end: 7 }, -1, 100)).toEqual([4, 5, 6]);
    expect(placesToDraw({ first: 4, end: 7 }, 5, 100)).toEqual([4, 5, 6]);
    expect(placesToDraw({ first: 4, end: 7 }, 1, 100)).toEqual([1, 4, 5, 6]);
    expect(placesToDraw({ first: 4, end: 7 }, 50, 100)).toEqual([4, 5, 6, 50]);
    expect(placesToDraw({ first: 0, end: 24 }, 7, 3)).toEqual([0, 1, 2]);
  });

  it('are entered by one of them', () => {
    expect(entrance({ first: 0, end: 24 })).toBe(0);
    expect(entrance({ first: 20, end: 60 })).toBe(30);
    expect(entrance({ first: 20, end: 25 })).toBe(24);
  });
});

describe('scrolling to a row', () => {
  const view = { top: 40, bottom: 900 };

  it.each([
    [100, 0],
    [10, -30],
    [880, 30],
    [40, 0],
    [850, 0],
  ])('whose top is at %i takes %i', (top, by) => {
    expect(scrollNeeded(top, 50, view)).toBe(by);
  });
});
