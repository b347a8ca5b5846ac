import { formatTime, nanolitres, nanolitresPerHour, type PumpView } from '@cisterna/contract';
import { dayMs } from '../fleet/pump-truth.ts';
import { constantRateLowAt, meanRateNlPerHour } from './constant-rate.ts';

const segments = (...rates: readonly (readonly [number, number])[]) =>
  rates.map(([startMinute, rate]) => ({ startMinute, rateNlPerHour: nanolitresPerHour(rate) }));
const view = (levelNl: number | null, ...rates: readonly (readonly [number, number])[]) =>
  ({
    reservoir: { computedLevelNl: levelNl, lowReservoirNl: nanolitres(2_000_000) },
    therapy: { mode: 'flex', segments: segments(...rates), patientBolus: null, since: formatTime(0) },
  }) as Pick<PumpView, 'reservoir' | 'therapy'>;

describe('the mean rate', () => {
  it('weighs segments by their length', () => {
    expect(meanRateNlPerHour(segments([0, 1000], [720, 3000]))).toBe(2000);
    expect(meanRateNlPerHour([])).toBe(0);
  });
});

describe('the constant-rate forecast', () => {
  it('is the level above the mark by the mean rate', () => {
    expect(constantRateLowAt(view(2_000_000 + 24 * 5000 * 10, [0, 5000]), 0)).toBe(10 * dayMs);
  });

  it('is now under the mark, and unknown without level or rate', () => {
    expect(constantRateLowAt(view(1_000_000, [0, 5000]), 77)).toBe(77);
    expect(constantRateLowAt(view(null, [0, 5000]), 0)).toBeNull();
    expect(constantRateLowAt(view(5_000_000), 0)).toBeNull();
  });
});
