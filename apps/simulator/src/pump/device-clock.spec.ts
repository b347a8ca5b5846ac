import fc from 'fast-check';
import { dayMs, hourMs } from '../time/periods.ts';
import { DeviceClock } from './device-clock.ts';

const installedAt = Date.UTC(2026, 0, 5);

describe('DeviceClock', () => {
  it('runs ahead by its offset and its drift', () => {
    const clock = new DeviceClock(installedAt, 30_000, 10);
    expect(clock.read(installedAt)).toBe(installedAt + 30_000);
    expect(clock.aheadBy(installedAt + 100 * dayMs)).toBeCloseTo(30_000 + 86_400, 1);
  });

  it('finds the true moment of what it shows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -7_200_000, max: 7_200_000 }),
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.integer({ min: 0, max: 400 * 24 }),
        (aheadMs, driftPpm, hours) => {
          const clock = new DeviceClock(installedAt, aheadMs, driftPpm);
          const at = installedAt + hours * hourMs;
          expect(Math.abs(clock.trueTime(clock.read(at)) - at)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('drifts anew from the moment it is set', () => {
    const clock = new DeviceClock(installedAt, 600_000, 20);
    clock.set(installedAt + 10 * dayMs, 0);
    expect(clock.aheadBy(installedAt + 10 * dayMs)).toBe(0);
    expect(clock.aheadBy(installedAt + 20 * dayMs)).toBeCloseTo(17_280, 1);
  });
});
