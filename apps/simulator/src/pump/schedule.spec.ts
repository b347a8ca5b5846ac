import fc from 'fast-check';
import { dayMs, hourMs, minuteMs } from '../time/periods.ts';
import { minimumRate, stopped } from './prescribe.ts';
import { Schedule, type Programme } from './schedule.ts';

const flex: Programme = {
  mode: 'flex',
  segments: [
    { startMinute: 0, rateNlPerHour: 6000 },
    { startMinute: 360, rateNlPerHour: 18_000 },
    { startMinute: 1320, rateNlPerHour: 9000 },
  ],
  patientBolus: null,
};
const midnight = Date.UTC(2026, 0, 7);
const moment = fc.integer({ min: midnight, max: midnight + 20 * dayMs });
const programme = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1439 }), fc.integer({ min: 0, max: 100_000 })), { maxLength: 6 })
  .map(parts => [...new Map(parts)].sort(([a], [b]) => a - b))
  .map((parts): Programme => ({
    mode: 'flex',
    segments: [
      { startMinute: 0, rateNlPerHour: 5000 },
      ...parts.map(([startMinute, rateNlPerHour]) => ({ startMinute, rateNlPerHour })),
    ],
    patientBolus: null,
  }));

/** The slow way: minute by minute. */
const byMinutes = ({ segments }: Programme, from: number, minutes: number): number => {
  let sum = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const ofDay = (from / minuteMs + minute) % 1440;
    sum += (segments.findLast(({ startMinute }) => startMinute <= ofDay)?.rateNlPerHour ?? 0) / 60;
  }
  return sum;
};

describe('Schedule', () => {
  it('knows the volume of a day', () => {
    expect(new Schedule(flex).dailyNl).toBeCloseTo(6 * 6000 + 16 * 18_000 + 2 * 9000, 6);
    expect(new Schedule(minimumRate).dailyNl).toBeCloseTo(6000, 6);
    expect(new Schedule(stopped).dailyNl).toBe(0);
  });

  it('asks for nothing when stopped', () => {
    expect(new Schedule(stopped).between(midnight, midnight + 3 * dayMs)).toBe(0);
  });

  it('asks at the rate of the segment that the clock shows', () => {
    const schedule = new Schedule(flex);
    expect(schedule.between(midnight + hourMs, midnight + 2 * hourMs)).toBeCloseTo(6000, 4);
    expect(schedule.between(midnight + 5.5 * hourMs, midnight + 6.5 * hourMs)).toBeCloseTo(3000 + 9000, 4);
    expect(schedule.between(midnight + 23.5 * hourMs, midnight + 24.5 * hourMs)).toBeCloseTo(4500 + 3000, 4);
  });

  it('asks in two stretches for what it asks in one', () => {
    fc.assert(
      fc.property(programme, moment, moment, moment, (given, ...moments) => {
        const [from, between, to] = moments.sort((a, b) => a - b);
        const schedule = new Schedule(given);
        expect(schedule.between(from, between) + schedule.between(between, to)).toBeCloseTo(
          schedule.between(from, to),
          1,
        );
      }),
    );
  });

  it('agrees with adding up minutes', () => {
    fc.assert(
      fc.property(
        programme,
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 3000 }),
        (given, start, minutes) => {
          const from = midnight + start * minuteMs;
          expect(new Schedule(given).between(from, from + minutes * minuteMs)).toBeCloseTo(
            byMinutes(given, from, minutes),
            1,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
