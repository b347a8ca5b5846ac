import type { SeriesBucket } from '@cisterna/contract';
import { align, barMsOf, barWindow, bucketMsOf, curveOf, gapsOf } from './series-data.ts';
import { dayMs, hourMs } from './time-window.ts';

const bucket = (hours: number, mean = hours): SeriesBucket => ({ at: new Date(hours * hourMs).toISOString(), min: mean, mean, max: mean, n: 1 });
const hourly = (...hours: number[]): SeriesBucket[] => hours.map(hour => bucket(hour));

describe('gaps', () => {
  it('are where more than one and a half intervals pass without a report', () => {
    expect(gapsOf(hourly(1, 2, 3, 8, 9), hourMs / 2, hourMs, 9 * hourMs)).toEqual([{ from: 3.5 * hourMs, to: 8 * hourMs }]);
  });

  it('are none where buckets are longer than the interval and each holds a reading', () => {
    expect(gapsOf(hourly(0, 10, 20), 10 * hourMs, hourMs, 25 * hourMs)).toEqual([]);
  });

  it('last until now where reports stopped', () => {
    expect(gapsOf(hourly(1, 2), hourMs, hourMs, 12 * hourMs)).toEqual([{ from: 3 * hourMs, to: 12 * hourMs }]);
  });
});

describe('a curve', () => {
  it('breaks where reports are missing', () => {
    expect(curveOf(hourly(1, 2, 8), 1, hourMs).map(({ value }) => value)).toEqual([1, 2, null, 8]);
  });

  it('stands in the middle of buckets that hold several readings', () => {
    expect(curveOf([bucket(0)], 10 * hourMs, hourMs)[0]?.at).toBe(5 * hourMs);
  });
});

describe('aligned curves', () => {
  it('share one array of times, in seconds; a time of another curve is no break', () => {
    const { times, values } = align([{ at: 1000, value: 1 }, { at: 3000, value: null }], [{ at: 2000, value: 5 }]);
    expect(times).toEqual([1, 2, 3]);
    expect(values).toEqual([[1, undefined, null], [undefined, 5, undefined]]);
  });
});

describe('bars', () => {
  it.each([
    [2 * dayMs, hourMs, hourMs],
    [2 * dayMs, 6 * hourMs, dayMs],
    [90 * dayMs, hourMs, dayMs],
    [2000 * dayMs, hourMs, 7 * dayMs],
  ])('of a window of %d ms with a report every %d ms last %d ms', (span, interval, bar) => {
    expect(barMsOf(span, interval)).toBe(bar);
  });

  it('are whole, and so many that each bucket of the answer is one', () => {
    const window = barWindow({ from: 1.5 * dayMs, to: 3.2 * dayMs }, dayMs);
    expect(window).toEqual({ from: dayMs, to: 4 * dayMs });
    expect(bucketMsOf(window, 3)).toBe(dayMs);
  });
});
