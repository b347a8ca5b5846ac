import { Noise } from '../random/noise.ts';
import { RandomStream } from '../random/random-stream.ts';
import { deviation, mean } from '../testing/lived-fleet.ts';
import { dayMs, hourMs, minuteMs } from '../time/periods.ts';
import { drawSensor, PressureSensor, samplesOf, type PressureReading, type SensorTraits } from './pressure-sensor.ts';

const startAt = Date.UTC(2026, 0, 5);
const exact: SensorTraits = {
  offsetPa: 0,
  driftPaPerYear: 0,
  wanderPa: 0,
  noisePa: 30,
  floorPa: 7,
  pulsationNoise: 0.05,
  dropoutShare: 0,
};

const readings = (
  traits: Partial<SensorTraits>,
  pulsationPa: number,
  count = 4000,
): readonly (PressureReading | null)[] => {
  const sensor = new PressureSensor({ ...exact, ...traits }, new Noise('pressure'), startAt);
  return Array.from({ length: count }, (_, hour) => {
    sensor.add(hourMs, 1200, pulsationPa, false);
    return sensor.read(startAt + hour * hourMs);
  });
};
const given = (all: readonly (PressureReading | null)[]): readonly PressureReading[] =>
  all.filter(reading => reading !== null);

describe('PressureSensor', () => {
  it('reads the mean with heavy-tailed noise', () => {
    const means = given(readings({}, 80)).map(({ meanPa }) => meanPa - 1200);
    expect(Math.abs(mean(means))).toBeLessThan(3);
    const core = means.filter(error => Math.abs(error) < 100);
    expect(deviation(core)).toBeCloseTo(30, -1);
    expect(means.filter(error => Math.abs(error) > 120).length / means.length).toBeGreaterThan(0.003);
  });

  it('shows 5 to 10 Pa where nothing pulsates, and hardly more than the pulsation where much does', () => {
    expect(mean(given(readings({}, 0)).map(({ pulsationPa }) => pulsationPa))).toBeCloseTo(7, 0);
    expect(mean(given(readings({}, 100)).map(({ pulsationPa }) => pulsationPa))).toBeCloseTo(100.3, 0);
  });

  it('adds the squares of the pulsation over a period, weighed by time', () => {
    const sensor = new PressureSensor(
      { ...exact, floorPa: 0, pulsationNoise: 0, noisePa: 0 },
      new Noise('pressure'),
      startAt,
    );
    sensor.add(30 * minuteMs, 1000, 60, false);
    sensor.add(90 * minuteMs, 2000, 20, false);
    expect(sensor.read(startAt)).toEqual({
      meanPa: 1750,
      pulsationPa: Math.round(Math.sqrt((60 * 60 + 3 * 20 * 20) / 4)),
    });
    expect(sensor.read(startAt + hourMs)).toBeNull();
  });

  it('is blind when most of the period lay in a magnet’s field', () => {
    const sensor = new PressureSensor(exact, new Noise('pressure'), startAt);
    sensor.add(40 * minuteMs, 1200, 80, true);
    sensor.add(20 * minuteMs, 1200, 80, false);
    expect(sensor.read(startAt)).toBeNull();
    sensor.add(20 * minuteMs, 1200, 80, true);
    sensor.add(40 * minuteMs, 1200, 80, false);
    expect(sensor.read(startAt + hourMs)).not.toBeNull();
  });

  it('drops single readings and whole stretches', () => {
    const all = readings({ dropoutShare: 0.04 }, 80);
    const missing = all.filter(reading => reading === null).length / all.length;
    expect(missing).toBeGreaterThan(0.03);
    expect(missing).toBeLessThan(0.12);
    const longest = all.reduce(
      (run, reading) =>
        reading === null ? { now: run.now + 1, most: Math.max(run.most, run.now + 1) } : { ...run, now: 0 },
      { now: 0, most: 0 },
    );
    expect(longest.most).toBeGreaterThanOrEqual(8);
  });

  it('drifts over months', () => {
    const means = given(readings({ driftPaPerYear: 365.25, noisePa: 0, offsetPa: 50 }, 80, 100 * 24)).map(
      ({ meanPa }) => meanPa,
    );
    expect(means[0]).toBe(1250);
    expect(means.at(-1)! - means[0]!).toBeCloseTo(100, -1);
  });

  it('is drawn noisier where the plan scales the noise', () => {
    const usual = drawSensor(new RandomStream('sensor'), { noise: 1, rhythm: 1, compliance: 1 });
    const noisy = drawSensor(new RandomStream('sensor'), { noise: 2, rhythm: 1, compliance: 1 });
    expect(noisy.noisePa).toBeCloseTo(2 * usual.noisePa, 9);
    expect(noisy.floorPa).toBe(usual.floorPa);
  });
});

describe('samplesOf', () => {
  it.each([
    [minuteMs, 1],
    [hourMs, 2],
    [6 * hourMs, 12],
    [dayMs, 12],
  ])('looks at a stretch of %d ms in %d places', (lengthMs, samples) => {
    expect(samplesOf(lengthMs)).toBe(samples);
  });
});
