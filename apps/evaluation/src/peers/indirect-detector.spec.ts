import type { PumpEvent } from '@cisterna/contract';
import { complaintAt, reportAt, requestAt } from '../testing/truths.ts';
import { indirectDetector } from './indirect-detector.ts';

/** Days with so many requests each, and a report every six hours. */
const days = (from: number, ...requests: number[]): PumpEvent[] =>
  requests.flatMap((count, day) => {
    const hour = (from + day) * 24;
    const asked = Array.from({ length: count }, (_, at) => requestAt(hour + 1 + at * 0.5, at % 2 === 0));
    return [reportAt(hour, null), ...asked, reportAt(hour + 18, null)];
  });
const said = (events: readonly PumpEvent[], detector = indirectDetector()): boolean[] =>
  events.map(event => detector.take(event));
const habit = Array.from({ length: 16 }, () => 3);

describe('the simple rules without a sensor', () => {
  it('suspect after two days of over twice the usual requests', () => {
    expect(said(days(0, ...habit, 9)).at(-1)).toBe(false);
    expect(said(days(0, ...habit, 9, 9, 3)).at(-1)).toBe(true);
    expect(said(days(0, ...habit, 5, 5, 3)).at(-1)).toBe(false);
  });

  it('suspect at once when somebody complains much', () => {
    expect(said([reportAt(1, null), complaintAt(2, 5)]).at(-1)).toBe(true);
    expect(said([reportAt(1, null), complaintAt(2, 4)]).at(-1)).toBe(false);
  });

  it('let go after a week, or when examined', () => {
    expect(said([complaintAt(2, 7), reportAt(100, null), reportAt(171, null)])).toEqual([true, true, false]);
    const detector = indirectDetector();
    said([complaintAt(2, 7)], detector);
    detector.foundPatent();
    expect(said([reportAt(3, null)], detector)).toEqual([false]);
  });
});
