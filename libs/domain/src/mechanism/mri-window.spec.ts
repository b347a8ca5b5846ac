import { atHour, fact, hour, mri } from '../testing/facts.ts';
import { record, times, written, type Line } from '../testing/written.ts';
import { evolveMriWindows, suppressionEnd, type MriWindow } from './mri-window.ts';

const windowsAfter = (...lines: readonly Line[]): readonly MriWindow[] =>
  written(...lines).reduce<readonly MriWindow[]>(evolveMriWindows, []);

describe('MRI windows', () => {
  it('are those that people recorded, oldest first', () => {
    expect(windowsAfter(record(mri(1, 3)), record(mri(5, 6)))).toEqual([
      { startsAt: atHour(1), endsAt: atHour(3) },
      { startsAt: atHour(5), endsAt: atHour(6) },
    ]);
  });

  it('are no other annotations', () => {
    const travel = fact('annotation.recorded.v1', {
      kind: 'travel',
      startsAt: '2026-01-01T00:00:00Z',
      endsAt: '2026-01-02T00:00:00Z',
    });
    expect(windowsAfter(record(travel))).toEqual([]);
  });

  it('are kept up to a number: the oldest records go', () => {
    const windows = windowsAfter(record(mri(100, 101)), ...times(15, record(mri(1, 2))), record(mri(3, 4)));
    expect(windows).toHaveLength(16);
    expect(windows.at(-1)).toEqual({ startsAt: atHour(3), endsAt: atHour(4) });
    expect(windows).not.toContainEqual({ startsAt: atHour(100), endsAt: atHour(101) });
  });
});

describe('a stall in an MRI window', () => {
  const short = { startsAt: atHour(10), endsAt: atHour(11) };
  const long = { startsAt: atHour(20), endsAt: atHour(30) };

  it.each([
    ['before the window', 10 - 0.001, null],
    ['at its start', 10, 11],
    ['inside', 10.5, 11],
    ['at its end', 11, null],
    ['at the start of a long one: for four hours', 20, 24],
    ['late in a long one', 23.9, 24],
    ['four hours after the start of a long one', 24, null],
  ])('%s', (_when, at, until) => {
    expect(suppressionEnd([short, long], atHour(at))).toBe(until === null ? null : atHour(until));
  });

  it('is suppressed for as long as any window around it lasts', () => {
    expect(suppressionEnd([short, { startsAt: atHour(9.5), endsAt: atHour(12) }], atHour(10.2))).toBe(atHour(12));
  });

  it('is not suppressed by a window that ends before it starts', () => {
    expect(suppressionEnd([{ startsAt: atHour(10), endsAt: atHour(10) - hour }], atHour(10))).toBeNull();
  });
});
