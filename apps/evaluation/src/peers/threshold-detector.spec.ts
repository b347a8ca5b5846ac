import { reportAt } from '../testing/truths.ts';
import { thresholdDetector } from './threshold-detector.ts';

describe('the threshold detector', () => {
  const after = (...pulsations: (number | null)[]): boolean[] => {
    const detector = thresholdDetector(3600);
    return [...Array.from({ length: 100 }, () => 100), ...pulsations]
      .map((pulsation, hour) => detector.take(reportAt(hour, pulsation)))
      .slice(100);
  };

  it('suspects after six hours under half of the median', () => {
    expect(after(40, 40, 40, 40, 40, 40, 40, 40)).toEqual([false, false, false, false, false, false, true, true]);
  });

  it('begins anew when the pulsation was back, and waits through what was not read', () => {
    expect(after(40, 40, 90, 40, 40, null, 40, 40).at(-1)).toBe(false);
    expect(after(40, 40, null, 40, 40, 40, 40, 40).at(-1)).toBe(true);
  });

  it('does not suspect what was examined until the pulsation has been back', () => {
    const detector = thresholdDetector(3600);
    const say = (from: number, hours: number, pulsation: number): boolean[] =>
      Array.from({ length: hours }, (_, hour) => detector.take(reportAt(from + hour, pulsation)));
    say(0, 100, 100);
    expect(say(100, 10, 30).at(-1)).toBe(true);
    detector.foundPatent();
    expect(say(110, 10, 30).at(-1)).toBe(false);
    say(120, 5, 100);
    expect(say(125, 10, 30).at(-1)).toBe(true);
  });
});
