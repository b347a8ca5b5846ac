import { hourMs, yearMs } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { outageLine } from './outage-line.ts';

describe('the line', () => {
  it('carries nearly everything, and for some hours nothing', () => {
    const line = outageLine(new Chance('line'), 0, 10 * yearMs);
    const lost = Array.from({ length: 87_000 }, (_, hour) => hour).filter(hour => !line.carries(hour * hourMs));
    expect(lost.length).toBeGreaterThan(100);
    expect(lost.length).toBeLessThan(2000);
    expect(lost.some((hour, at) => lost[at + 1] === hour + 1 && lost[at + 2] === hour + 2)).toBe(true);
  });
});
