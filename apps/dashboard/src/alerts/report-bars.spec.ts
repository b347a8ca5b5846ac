import fc from 'fast-check';
import { barWidth, benchmarkBar, floodMarks } from './report-bars.ts';
import { floodOf } from './testing/alarm-report.fixture.ts';

describe('a bar', () => {
  it('is as wide as its share of the longest', () => {
    expect(barWidth(30, 120)).toBe(25);
  });

  it('can be seen once there is anything, and not before', () => {
    expect(barWidth(1, 100_000)).toBe(1);
    expect(barWidth(0, 100)).toBe(0);
    expect(barWidth(0, 0)).toBe(0);
  });
});

describe('the bar of a reference figure', () => {
  it('shows what was measured and the limit on one scale', () => {
    expect(benchmarkBar({ measured: 2, limit: 4 })).toEqual({ width: 40, limitAt: 80 });
    expect(benchmarkBar({ measured: 8, limit: 4 })).toEqual({ width: 80, limitAt: 40 });
  });

  it('has its limit at the very start where none are allowed', () => {
    expect(benchmarkBar({ measured: 3, limit: 0 })).toEqual({ width: 80, limitAt: 0 });
    expect(benchmarkBar({ measured: 0, limit: 0 })).toEqual({ width: 0, limitAt: 0 });
  });

  it('is not drawn where nothing was measured', () => {
    expect(benchmarkBar({ measured: null, limit: 1 })).toBeNull();
  });

  it('never leaves the picture', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true }), (measured, limit) => {
        const bar = benchmarkBar({ measured, limit });
        expect(bar?.width).toBeLessThanOrEqual(100);
        expect(bar?.limitAt).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('the floods in the period', () => {
  const period = { from: '2026-10-28T00:00:00Z', to: '2026-10-29T00:00:00Z' };

  it('lie where they were', () => {
    const [mark] = floodMarks({ ...period, floods: [floodOf({ to: '2026-10-28T18:00:00Z' })] });
    expect(mark).toEqual({ x: 50, width: 25 });
  });

  it('can be seen however short, also at the very end', () => {
    const [mark] = floodMarks({ ...period, floods: [floodOf({ from: '2026-10-28T23:59:59Z', to: '2026-10-29T00:00:00Z' })] });
    expect(mark?.x).toBe(99.6);
    expect(mark?.width).toBeCloseTo(0.4);
  });

  it('begin with the period where they began before it', () => {
    expect(floodMarks({ ...period, floods: [floodOf({ from: '2026-10-27T23:00:00Z' })] })[0]?.x).toBe(0);
  });
});
