import { dayMs } from '../fleet/pump-truth.ts';
import { faultOn, onDay, reportAt, truthOf } from '../testing/truths.ts';
import { runDetector } from './run-detector.ts';

const events = Array.from({ length: 240 }, (_, hour) => reportAt(hour, 100));

describe('a run of a detector', () => {
  it('examines what it suspects wrongly, a day later', () => {
    let examined = 0;
    const suspicions = runDetector(
      { events, truth: truthOf() },
      { take: ({ at }) => examined === 0 && at >= onDay(1), foundPatent: () => (examined += 1) },
    );
    expect(suspicions).toEqual([{ at: onDay(1), endedAt: onDay(2) }]);
    expect(examined).toBe(1);
  });

  it('leaves what is true', () => {
    let examined = 0;
    const truth = truthOf({ faults: [faultOn(1)] });
    const suspicions = runDetector(
      { events, truth },
      { take: ({ at }) => at >= onDay(2), foundPatent: () => (examined += 1) },
    );
    expect([suspicions.length, suspicions[0]?.endedAt, examined]).toEqual([1, null, 0]);
  });

  it('suspects anew when the detector does', () => {
    const suspicions = runDetector(
      { events, truth: truthOf() },
      { take: ({ at }) => at >= onDay(1), foundPatent: () => undefined },
    );
    expect(suspicions.length).toBeGreaterThan(5);
    expect((suspicions[1]?.at ?? 0) - (suspicions[0]?.at ?? 0)).toBe(dayMs);
  });
});
