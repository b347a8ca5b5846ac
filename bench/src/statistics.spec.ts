import { summarize } from './statistics.ts';

describe('the summary of samples', () => {
  it('takes the middle one of an odd number', () => {
    expect(summarize([30, 10, 20])).toEqual({ n: 3, median: 20, p99: 30, min: 10, max: 30 });
  });

  it('takes the mean of the two middle ones of an even number', () => {
    expect(summarize([4, 1, 3, 2]).median).toBe(2.5);
  });

  it('has one sample in a hundred above its p99', () => {
    expect(summarize(Array.from({ length: 1_000 }, (_, index) => index + 1)).p99).toBe(990);
  });

  it('leaves the samples as they were', () => {
    const samples = [3, 1, 2];
    summarize(samples);
    expect(samples).toEqual([3, 1, 2]);
  });

  it('refuses no samples', () => {
    expect(() => summarize([])).toThrow(RangeError);
  });
});
