import { TrueReservoir } from '../pump/true-reservoir.ts';
import { RandomStream } from '../random/random-stream.ts';
import { deviation, mean } from '../testing/lived-fleet.ts';
import { refillByNeedle } from './refill-measure.ts';

const refills = (count: number, pocketShare = 0) => {
  const stream = new RandomStream('needle');
  return Array.from({ length: count }, () => {
    const reservoir = new TrueReservoir(20_000_000);
    reservoir.fill(3_500_000);
    const measure = refillByNeedle(stream, reservoir, { fillNl: 18_000_000, pocketShare });
    return { ...measure, afterNl: reservoir.volumeNl };
  });
};

describe('a refill by needle', () => {
  it('reads what was drawn to 0.1 mL, with an error of as much', () => {
    const errors = refills(2000).map(({ aspiratedRecordedNl, drawnNl }) => aspiratedRecordedNl - drawnNl);
    expect(Math.abs(mean(errors))).toBeLessThan(10_000);
    expect(deviation(errors)).toBeGreaterThan(80_000);
    expect(deviation(errors)).toBeLessThan(130_000);
    for (const { aspiratedRecordedNl } of refills(200)) expect(aspiratedRecordedNl % 100_000).toBe(0);
  });

  it('leaves about 0.1 mL behind', () => {
    const left = refills(2000).map(({ beforeNl, drawnNl }) => beforeNl - drawnNl);
    expect(mean(left)).toBeGreaterThan(80_000);
    expect(mean(left)).toBeLessThan(130_000);
    expect(Math.min(...left)).toBe(0);
  });

  it('fills nearly what is written down', () => {
    const errors = refills(2000).map(({ filledNl, filledRecordedNl }) => filledNl - filledRecordedNl);
    expect(Math.abs(mean(errors))).toBeLessThan(8000);
    expect(deviation(errors)).toBeCloseTo(60_000, -4);
  });

  it('conserves the volume', () => {
    for (const { beforeNl, drawnNl, filledNl, afterNl } of refills(200))
      expect(afterNl).toBeCloseTo(beforeNl - drawnNl + filledNl, 3);
  });

  it('puts a share beside the reservoir and writes down the whole', () => {
    for (const { filledNl, pocketNl, filledRecordedNl, afterNl } of refills(200, 0.4)) {
      expect(filledRecordedNl).toBe(18_000_000);
      expect(pocketNl / filledRecordedNl).toBeCloseTo(0.4, 1);
      expect(filledNl / filledRecordedNl).toBeCloseTo(0.6, 1);
      expect(afterNl).toBeLessThan(12_000_000);
    }
  });

  it('never reads less than nothing', () => {
    const stream = new RandomStream('empty');
    const recorded = Array.from(
      { length: 200 },
      () =>
        refillByNeedle(stream, new TrueReservoir(20_000_000), { fillNl: 20_000_000, pocketShare: 0 })
          .aspiratedRecordedNl,
    );
    expect(Math.min(...recorded)).toBe(0);
    expect(Math.max(...recorded)).toBeLessThan(500_000);
  });
});
