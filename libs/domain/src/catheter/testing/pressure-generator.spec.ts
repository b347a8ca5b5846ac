import { faultKinds } from './generated-fault.ts';
import { generatePressure, halfSizeAt, type GeneratedReading } from './pressure-generator.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const startsAt = Date.UTC(2026, 0, 1);
const base = { startsAt, days: 60, reportMinutes: 60 };

const pulsations = (readings: readonly GeneratedReading[]): readonly number[] =>
  readings.flatMap(({ pressure }) => (pressure === null ? [] : [pressure.pulsationPa]));
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

describe('generated pressure', () => {
  it('is the same for the same seed, and another patient for another', () => {
    expect(generatePressure({ seed: 3, ...base })).toEqual(generatePressure({ seed: 3, ...base }));
    expect(generatePressure({ seed: 4, ...base })).not.toEqual(generatePressure({ seed: 3, ...base }));
  });

  it('stays within what is known of patients, with dropouts and lost reports', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const readings = generatePressure({ seed, ...base });
      const level = median(pulsations(readings));
      expect(level).toBeGreaterThan(30);
      expect(level).toBeLessThan(300);
      expect(readings.length).toBeLessThan(60 * 24);
      expect(readings.length).toBeGreaterThan(0.97 * 60 * 24);
      expect(readings.some(({ pressure }) => pressure === null)).toBe(true);
    }
  });

  it.each(faultKinds)('shows a %s in the end, and nothing of it before', kind => {
    const fault = { kind, at: startsAt + 10 * DAY };
    const lost = [1, 2, 3, 4, 5].map(seed => {
      const before = (readings: readonly GeneratedReading[]) => readings.filter(({ at }) => at <= fault.at);
      const sound = generatePressure({ seed, ...base });
      const faulty = generatePressure({ seed, ...base, fault });
      expect(before(faulty)).toEqual(before(sound));
      expect(halfSizeAt(seed, fault)).toBeGreaterThanOrEqual(fault.at);
      return median(pulsations(faulty.slice(-100))) / median(pulsations(sound.slice(-100)));
    });
    expect(Math.max(...lost)).toBeLessThan(0.95);
    expect(median(lost)).toBeLessThan(kind === 'leak' ? 0.85 : 0.8);
  });
});
