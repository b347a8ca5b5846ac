import { nanolitres } from '@cisterna/contract';
import { levelWords } from './level-words.ts';

describe('a level bar in words', () => {
  it('says level, capacity, low mark and the band of the estimate', () => {
    const estimate = { p10Nl: nanolitres(7_100_000), p50Nl: nanolitres(8_300_000), p90Nl: nanolitres(9_600_000) };
    expect(levelWords({ capacityNl: nanolitres(40_000_000), lowReservoirNl: nanolitres(4_000_000), computedLevelNl: nanolitres(8_400_000), estimate })).toBe(
      'level 8.4 mL of 40 mL, low mark at 4.0 mL, estimate 7.1 mL to 9.6 mL',
    );
  });

  it('says that nothing is known before the first refill', () => {
    expect(levelWords({ capacityNl: null, lowReservoirNl: null, computedLevelNl: null, estimate: null })).toBe('level unknown until the first refill');
  });
});
