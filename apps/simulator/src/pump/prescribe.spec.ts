import { RandomStream } from '../random/random-stream.ts';
import { drawStyle, minimumRate, prescribe, stopped } from './prescribe.ts';
import { Schedule } from './schedule.ts';

const styles = (count: number, boluses: boolean) =>
  Array.from({ length: count }, (_, index) => drawStyle(new RandomStream(`style/${index}`), boluses));

describe('a prescription', () => {
  it('gives the wished volume a day, whatever the shape', () => {
    for (const style of styles(200, false)) {
      expect(Math.abs(new Schedule(prescribe(style, 320_000)).dailyNl - 320_000)).toBeLessThan(50);
    }
  });

  it('begins at midnight and ascends', () => {
    for (const style of styles(200, false)) {
      const starts = prescribe(style, 320_000).segments.map(({ startMinute }) => startMinute);
      expect(starts[0]).toBe(0);
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      expect(Math.max(...starts)).toBeLessThan(1440);
    }
  });

  it('is continuous in about seven of ten, else flex with two to four segments', () => {
    const programmes = styles(500, false).map(style => prescribe(style, 320_000));
    expect(programmes.filter(({ mode }) => mode === 'continuous').length / 500).toBeCloseTo(0.7, 1);
    for (const { mode, segments } of programmes) expect(mode === 'flex').toBe(segments.length > 1);
    expect(Math.max(...programmes.map(({ segments }) => segments.length))).toBe(4);
  });

  it('allows boluses of 4 to 12 % of a day, with a lockout of 1 to 6 hours and 3 to 8 a day', () => {
    for (const style of styles(200, true)) {
      const { patientBolus } = prescribe(style, 500_000);
      expect(patientBolus?.volumeNl).toBeGreaterThanOrEqual(20_000);
      expect(patientBolus?.volumeNl).toBeLessThanOrEqual(60_000);
      expect(patientBolus?.lockoutSeconds).toBeGreaterThanOrEqual(3600);
      expect(patientBolus?.lockoutSeconds).toBeLessThanOrEqual(21_600);
      expect([3, 4, 5, 6, 7, 8]).toContain(patientBolus?.maxPerDay);
    }
    expect(prescribe(styles(1, false)[0]!, 500_000).patientBolus).toBeNull();
  });

  it('rests at 0.006 mL a day, or not at all', () => {
    expect(new Schedule(minimumRate).dailyNl).toBe(6000);
    expect(stopped.segments).toEqual([]);
  });
});
