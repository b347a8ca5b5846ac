import { dayMs, yearMs } from '../fleet/pump-truth.ts';
import { faultOn, onDay, truthOf } from '../testing/truths.ts';
import { addDetection, deadlineOf, emptyDetection } from './detection.ts';

const suspicion = (day: number, endDay: number | null = null) => ({
  at: onDay(day),
  endedAt: endDay === null ? null : onDay(endDay),
});

describe('the deadline of a fault', () => {
  it('is thirty days after half of its effect with a sensor, at most the end', () => {
    expect(deadlineOf(faultOn(20), truthOf())).toBe(onDay(50));
    expect(deadlineOf(faultOn(80), truthOf())).toBe(onDay(100));
  });

  it('is 21 days after the loss of therapy without one', () => {
    const blind = truthOf({ pressureSensor: false });
    expect(deadlineOf(faultOn(20, { therapyLostAt: onDay(30) }), blind)).toBe(onDay(51));
    expect(deadlineOf(faultOn(20), blind)).toBeNull();
    expect(deadlineOf(faultOn(80, { therapyLostAt: onDay(85) }), blind)).toBeNull();
  });

  it('is none for what begins in the first week, in the last, or is no matter of the catheter', () => {
    expect(deadlineOf(faultOn(6), truthOf())).toBeNull();
    expect(deadlineOf(faultOn(95), truthOf())).toBeNull();
    expect(deadlineOf(faultOn(20, { kind: 'motor-stall' }), truthOf())).toBeNull();
  });
});

describe('the score of a detector', () => {
  const scored = (truth = truthOf({ faults: [faultOn(20)] }), ...suspicions: ReturnType<typeof suspicion>[]) => {
    const score = emptyDetection();
    addDetection(score, truth, suspicions);
    return score;
  };

  it('has a fault found at the first suspicion while it is there', () => {
    expect(scored(undefined, suspicion(10, 11), suspicion(25), suspicion(26)).faults).toMatchObject([
      { kind: 'leak', sensor: true, foundAt: onDay(25) },
    ]);
    expect(scored(undefined, suspicion(19.5, 21)).faults[0]?.foundAt).toBe(onDay(20));
  });

  it('has it missed when nobody suspects in time', () => {
    expect(scored(undefined, suspicion(51)).faults[0]?.foundAt).toBeNull();
    expect(scored().faults[0]?.foundAt).toBeNull();
  });

  it('counts false suspicions in the time without damage', () => {
    const { sensor, blind } = scored(undefined, suspicion(10, 11), suspicion(12, 13), suspicion(25)).sound;
    expect(sensor).toEqual({ years: (20 * dayMs) / yearMs, falseSuspicions: 2, duringOtherFaults: 0 });
    expect(blind.years).toBe(0);
  });

  it('says which of them came while something else was wrong', () => {
    const truth = truthOf({ pressureSensor: false, faults: [faultOn(5, { kind: 'motor-stall', endAt: onDay(7) })] });
    expect(scored(truth, suspicion(6, 7), suspicion(8, 9)).sound.blind).toMatchObject({
      falseSuspicions: 2,
      duringOtherFaults: 1,
    });
  });
});
