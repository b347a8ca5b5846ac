import { Noise } from '../random/noise.ts';
import { deviation, mean } from '../testing/lived-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { LevelSensor } from './level-sensor.ts';

const startAt = Date.UTC(2026, 0, 5);
const traits = { biasNl: 200_000, wanderNl: 0, noiseNl: 100_000, missingShare: 0.02 };
const hours = Array.from({ length: 5000 }, (_, hour) => startAt + hour * hourMs);

describe('LevelSensor', () => {
  it('reads the volume with its bias and noise, to a thousandth of a millilitre', () => {
    const sensor = new LevelSensor(traits, new Noise('level'));
    const readings = hours.map(at => sensor.read(at, 10_000_000)).filter(reading => reading !== null);
    expect(Math.abs(mean(readings) - 10_200_000)).toBeLessThan(10_000);
    expect(Math.abs(deviation(readings) - 102_000)).toBeLessThan(8000);
    for (const reading of readings) expect(reading % 1000).toBe(0);
  });

  it('misses some readings and never reads less than nothing', () => {
    const sensor = new LevelSensor({ ...traits, biasNl: -500_000 }, new Noise('level'));
    const readings = hours.map(at => sensor.read(at, 0));
    expect(readings.filter(reading => reading === null).length / readings.length).toBeCloseTo(0.02, 2);
    expect(Math.min(...readings.map(reading => reading ?? 0))).toBe(0);
  });

  it('wanders over days', () => {
    const sensor = new LevelSensor({ ...traits, noiseNl: 0, wanderNl: 80_000, missingShare: 0 }, new Noise('level'));
    const days = Array.from({ length: 2000 }, (_, day) => sensor.read(startAt + day * 7 * dayMs, 10_000_000) ?? 0);
    expect(Math.abs(deviation(days) - 80_000)).toBeLessThan(8000);
  });

  it('goes wrong by what a fault adds', () => {
    const sensor = new LevelSensor({ ...traits, biasNl: 0, noiseNl: 0, missingShare: 0 }, new Noise('level'));
    const before = sensor.read(startAt, 10_000_000) ?? 0;
    sensor.faultNl = () => 2_000_000;
    expect((sensor.read(startAt, 10_000_000) ?? 0) - before).toBe(2_000_000);
  });
});
