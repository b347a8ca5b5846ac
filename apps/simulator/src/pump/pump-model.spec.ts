import { RandomStream } from '../random/random-stream.ts';
import { drawModel, pumpModels } from './pump-model.ts';

const drawn = Array.from({ length: 4000 }, (_, index) => drawModel(new RandomStream(`model/${index}`)));
const share = (fits: (model: (typeof drawn)[number]) => boolean): number => drawn.filter(fits).length / drawn.length;

describe('pump models', () => {
  it('hold 20 or 40 mL', () => {
    expect(new Set(pumpModels.map(({ capacityNl }) => capacityNl))).toEqual(new Set([20_000_000, 40_000_000]));
  });

  it('have the low mark at 2 mL, at 3 mL with a fill sensor, and at 4 mL in one pump of seven', () => {
    expect(share(({ lowReservoirNl }) => lowReservoirNl === 4_000_000)).toBeCloseTo(1 / 7, 1);
    const usual = drawn.filter(({ lowReservoirNl }) => lowReservoirNl < 4_000_000);
    for (const { reservoirSensor, lowReservoirNl } of usual)
      expect(lowReservoirNl).toBe(reservoirSensor ? 3_000_000 : 2_000_000);
  });

  it('are as frequent as their weights say', () => {
    expect(share(({ name }) => name.startsWith('Tarn'))).toBeCloseTo(0.6, 1);
    expect(share(({ reservoirSensor }) => reservoirSensor)).toBeCloseTo(0.28, 1);
    expect(share(({ logsRefills }) => !logsRefills)).toBeCloseTo(0.12, 1);
  });

  it('make strokes so small that even the minimum rate reports one an hour', () => {
    for (const { strokeNl } of pumpModels) expect(strokeNl).toBeLessThanOrEqual(250);
  });
});
