import { aheadMs, clampWindow, dayMs, fetchWindow, hourMs, panWindow, spanOf, windowOfDays, zoomWindow } from './time-window.ts';

const limits = { from: 0, to: 100 * dayMs };

describe('the window of the time axis', () => {
  it('stays within its limits, and as long as it was', () => {
    const window = clampWindow({ from: -5 * dayMs, to: 5 * dayMs }, limits);
    expect(window).toEqual({ from: 0, to: 10 * dayMs });
    expect(clampWindow({ from: 95 * dayMs, to: 105 * dayMs }, limits)).toEqual({ from: 90 * dayMs, to: 100 * dayMs });
  });

  it('is never longer than all there is, nor shorter than six hours', () => {
    expect(clampWindow({ from: -dayMs, to: 200 * dayMs }, limits)).toEqual(limits);
    const close = clampWindow({ from: 10 * dayMs, to: 10 * dayMs + hourMs }, limits);
    expect(spanOf(close)).toBe(6 * hourMs);
    expect((close.from + close.to) / 2).toBe(10 * dayMs + hourMs / 2);
  });

  it('zooms about a point that stays where it is', () => {
    const window = zoomWindow({ from: 0, to: 100 }, 0.5, 25);
    expect(window).toEqual({ from: 12.5, to: 62.5 });
  });

  it('pans by a share of its length', () => {
    expect(panWindow({ from: 0, to: 100 }, -0.2)).toEqual({ from: -20, to: 80 });
  });

  it('shows the forecast, but keeps most of the room for what was', () => {
    const now = 50 * dayMs;
    expect(windowOfDays(10, now, now + 2 * dayMs).to).toBeGreaterThan(now + 2 * dayMs);
    expect(aheadMs(10 * dayMs, now + 400 * dayMs, now)).toBe(6 * dayMs);
    expect(aheadMs(10 * dayMs, null, now)).toBe(0.2 * dayMs);
  });
});

describe('what the service is asked for', () => {
  const now = 90 * dayMs;

  it('covers what is shown up to now', () => {
    const asked = fetchWindow({ from: 10 * dayMs, to: 20 * dayMs }, now);
    expect(asked.from).toBeLessThanOrEqual(10 * dayMs);
    expect(asked.to).toBeGreaterThanOrEqual(20 * dayMs);
    expect(fetchWindow({ from: 80 * dayMs, to: 120 * dayMs }, now).to).toBe(now);
  });

  it('stays the same over small moves', () => {
    const asked = fetchWindow({ from: 10 * dayMs, to: 20 * dayMs }, now);
    expect(fetchWindow({ from: 10 * dayMs + hourMs, to: 20 * dayMs + hourMs }, now)).toEqual(asked);
  });
});
