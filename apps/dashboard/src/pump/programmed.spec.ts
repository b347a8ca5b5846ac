import { dailyNl, programmedNl } from './programmed.ts';
import { dayMs, hourMs } from './time-window.ts';

const steady = { since: 0, segments: [{ startMinute: 0, rateNlPerHour: 1000 }] } as never;
const dayAndNight = { since: 2 * dayMs, segments: [{ startMinute: 0, rateNlPerHour: 1000 }, { startMinute: 720, rateNlPerHour: 3000 }] } as never;
const stopped = { since: 4 * dayMs, segments: [] };

describe('what the programmes ask for', () => {
  it('is the rate over the time', () => {
    expect(programmedNl([steady], { from: hourMs, to: 3 * hourMs })).toBe(2000);
  });

  it('follows the segments of the UTC day', () => {
    expect(programmedNl([steady, dayAndNight], { from: 2 * dayMs + 11 * hourMs, to: 2 * dayMs + 13 * hourMs })).toBe(4000);
  });

  it('changes with the programme in the middle of a stretch', () => {
    expect(programmedNl([steady, dayAndNight, stopped], { from: dayMs, to: 5 * dayMs })).toBe(24_000 + 2 * 48_000);
  });

  it('is unknown before the first programme', () => {
    expect(programmedNl([dayAndNight], { from: 0, to: dayMs })).toBeNull();
    expect(programmedNl([], { from: 0, to: dayMs })).toBeNull();
  });

  it('is nothing a day while stopped', () => {
    expect(dailyNl([])).toBe(0);
  });
});
