import { Pace } from './pace.ts';

const wallAt = (start: number) => {
  let now = start;
  return {
    now: () => now,
    pass: (ms: number): void => {
      now += ms;
    },
  };
};

describe('Pace', () => {
  it('runs from the past at its multiple of wall time', () => {
    const wall = wallAt(1_000_000_000);
    const pace = new Pace(wall, 100_000_000, 3600);
    expect(pace.now()).toBe(100_000_000);
    wall.pass(1000);
    expect(pace.now()).toBe(103_600_000);
    expect(pace.waitMs(103_600_000)).toBe(0);
    expect(pace.waitMs(107_200_000)).toBe(1000);
  });

  it('goes with the wall clock once it has caught up, and never ahead', () => {
    const wall = wallAt(1_000_000_000);
    const pace = new Pace(wall, 999_000_000, 100);
    wall.pass(9_000);
    expect(pace.now()).toBeLessThan(wall.now());
    wall.pass(2_000);
    expect(pace.now()).toBe(wall.now());
    wall.pass(60_000);
    expect(pace.now()).toBe(wall.now());
    expect(pace.waitMs(wall.now() + 5000)).toBe(5000);
  });

  it('waits for the wall clock, not only for its multiple, near the present', () => {
    const wall = wallAt(1_000_000_000);
    const pace = new Pace(wall, 999_999_000, 1000);
    expect(pace.waitMs(1_000_004_000)).toBe(4000);
  });

  it('stands still when the wall clock is put back', () => {
    const wall = wallAt(1_000_000_000);
    const pace = new Pace(wall, 1_000_000_000, 10);
    wall.pass(-5000);
    expect(pace.now()).toBeLessThanOrEqual(wall.now());
  });
});
