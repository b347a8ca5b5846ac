import { inDays, now } from './pump-summary.fixture.ts';
import { trendLine } from './trend-line.ts';

const bucket = (days: number, level: number) => ({ at: inDays(days), min: level, mean: level, max: level, n: 4 });

describe('the small line', () => {
  it('runs from fourteen days ago to now, between empty and full', () => {
    const line = trendLine([bucket(-14, 40_000_000), bucket(-7, 20_000_000), bucket(0, 0)], now, 40_000_000);
    expect(line?.path).toBe('M0 0L60 14L120 28');
  });

  it('says the same in words', () => {
    const line = trendLine([bucket(-14, 12_100_000), bucket(0, 8_400_000)], now, 40_000_000);
    expect(line?.words).toBe('last 14 days: 12.1 mL to 8.4 mL');
  });

  it('stays in its box where more was filled than fits, and scales itself where the capacity is unknown', () => {
    expect(trendLine([bucket(-14, 50_000_000), bucket(0, 20_000_000)], now, 40_000_000)?.path).toBe('M0 0L120 14');
    expect(trendLine([bucket(-14, 10_000_000), bucket(0, 5_000_000)], now, null)?.path).toBe('M0 0L120 14');
  });

  it('is not drawn from fewer than two points', () => {
    expect(trendLine([], now, 40_000_000)).toBeNull();
    expect(trendLine([bucket(0, 1)], now, 40_000_000)).toBeNull();
  });
});
