import { Chance } from '../alternative/chance.ts';
import { complaintAt, reportAt } from '../testing/truths.ts';
import { hourOf, knowChannel, readingOf } from './known-noise.ts';

const correlated = (persistence: number, hours: number): number[] => {
  const chance = new Chance('known');
  let value = 0;
  return Array.from({ length: hours }, () => (value = persistence * value + 50 * chance.normal()));
};
const readings = (values: readonly number[]) =>
  values.map((value, hour) => readingOf(reportAt(hour, 100, Math.round(value)))).filter(r => r !== null);

describe('a reading', () => {
  it('is there where a report holds a pressure', () => {
    expect(readingOf(reportAt(1, 100, 900))).toMatchObject({ logPulsation: Math.log(100), meanPa: 900 });
    expect(readingOf(reportAt(1, 0))?.logPulsation).toBe(0);
    expect([readingOf(reportAt(1, null)), readingOf(complaintAt(1, 3))]).toEqual([null, null]);
  });
});

describe('a known channel', () => {
  it('has the mean of each hour of the day', () => {
    const rhythm = Array.from({ length: 480 }, (_, hour) => (hour % 24 < 12 ? 800 : 1200));
    const { expected } = knowChannel(readings(rhythm), r => r.meanPa);
    expect([expected[3], expected[18]]).toEqual([800, 1200]);
    expect(hourOf(reportAt(30, 1).at)).toBe(6);
  });

  it('has the noise’s persistence and what is new in each report', () => {
    const known = knowChannel(readings(correlated(0.8, 4000)), r => r.meanPa);
    expect(known.persistence).toBeCloseTo(0.8, 1);
    expect(known.innovation / 50).toBeCloseTo(1, 1);
  });

  it('is never without noise', () => {
    expect(knowChannel(readings([5, 5, 5]), r => r.meanPa).innovation).toBeGreaterThan(0);
  });
});
