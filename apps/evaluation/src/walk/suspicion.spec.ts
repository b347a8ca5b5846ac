import { dayMs, type PumpTruth } from '../fleet/pump-truth.ts';
import { isDamaged, SuspicionLog } from './suspicion.ts';

const fault = (onsetDay: number, kind = 'leak') => ({
  kind,
  onsetAt: onsetDay * dayMs,
  halfAt: onsetDay * dayMs,
  endAt: null,
  size: 1,
  holdsBack: false,
  therapyLostAt: null,
});
const truth = (...faults: PumpTruth['faults']): PumpTruth => ({
  pumpId: 'P',
  pressureSensor: true,
  levelSensor: false,
  startAt: 0,
  endAt: 100 * dayMs,
  faults,
  stretches: [],
});

describe('a catheter', () => {
  it('is damaged from the onset of a fault of its own on', () => {
    expect([9, 10, 50].map(day => isDamaged(truth(fault(10)), day * dayMs))).toEqual([false, true, true]);
    expect(isDamaged(truth(fault(10, 'motor-stall')), 20 * dayMs)).toBe(false);
  });
});

describe('the log of suspicions', () => {
  it('keeps each from its detection to its end', () => {
    const log = new SuspicionLog(truth());
    [false, true, true, false, true].forEach((suspects, hour) => {
      log.hear(hour, suspects);
    });
    expect(log.suspicions).toEqual([
      { at: 1, endedAt: 3 },
      { at: 4, endedAt: null },
    ]);
  });

  it('has a false one examined once, a day later', () => {
    const log = new SuspicionLog(truth());
    log.hear(0, true);
    expect(log.takeExamination(dayMs - 1)).toBeNull();
    expect(log.takeExamination(dayMs + 5)).toBe(dayMs);
    expect(log.takeExamination(2 * dayMs)).toBeNull();
  });

  it('leaves a true one alone, and one that became true meanwhile', () => {
    const later = new SuspicionLog(truth(fault(0.5)));
    later.hear(0, true);
    expect(later.takeExamination(2 * dayMs)).toBeNull();
    const right = new SuspicionLog(truth(fault(0)));
    right.hear(1, true);
    expect(right.takeExamination(2 * dayMs)).toBeNull();
  });
});
