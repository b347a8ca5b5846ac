import { wallClock } from './clock.ts';

describe('the wall clock', () => {
  it('tells the system’s time in epoch milliseconds', () => {
    const before = Date.now();
    const now = wallClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});
