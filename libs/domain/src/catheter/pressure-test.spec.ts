import fc from 'fast-check';
import {
  advanceTest,
  evidenceOf,
  kindOf,
  meanEvidence,
  probabilityOf,
  quietTest,
  SUSPICION_BEGINS,
  SUSPICION_ENDS,
  type PressureTest,
} from './pressure-test.ts';

const start = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/** One unit of evidence after the other, four hours apart. */
const units = (test: PressureTest, deviations: readonly (readonly [pulsation: number, mean: number])[]): PressureTest =>
  deviations.reduce(
    (now, [pulsation, mean], i) => advanceTest(now, { pulsation, mean }, 1, start + (i + 1) * 4 * HOUR),
    test,
  );
const times = (count: number, pulsation: number, mean: number) =>
  Array.from({ length: count }, () => [pulsation, mean] as const);
const quiet = quietTest(start);

const anyDeviation = fc.tuple(
  fc.double({ min: -50, max: 50, noNaN: true }),
  fc.double({ min: -50, max: 50, noNaN: true }),
);

describe('the sequential test on pressure', () => {
  it('gathers nothing from readings within half a standard deviation', () => {
    expect(units(quiet, times(200, -0.5, 0.5))).toMatchObject({
      loss: 0,
      rise: 0,
      fall: 0,
      quietAt: start + 200 * 4 * HOUR,
    });
  });

  it('becomes a suspicion at probability 0.5, and stops being one below 0.2', () => {
    const at = (loss: number) => probabilityOf({ loss, rise: 0, fall: 0, quietAt: start });
    expect(at(SUSPICION_BEGINS)).toBe(0.5);
    expect(at(SUSPICION_ENDS)).toBeCloseTo(0.2, 10);
    expect(at(0)).toBeLessThan(0.01);
    expect(at(14)).toBeGreaterThan(0.9);
  });

  it('needs two units of the loudest loss and many of a faint one', () => {
    expect(probabilityOf(units(quiet, times(1, -40, 0)))).toBeLessThan(0.5);
    expect(probabilityOf(units(quiet, times(2, -40, 0)))).toBeGreaterThan(0.5);
    expect(probabilityOf(units(quiet, times(19, -1, 0)))).toBeLessThan(0.5);
    expect(probabilityOf(units(quiet, times(20, -1, 0)))).toBeGreaterThanOrEqual(0.5);
  });

  it('never suspects by the mean alone, which posture and drift move too', () => {
    const moved = units(quiet, times(100, 0, 6));
    expect(moved.rise).toBe(6);
    expect(meanEvidence(moved)).toBe(0);
  });

  it('remembers when the loss last stood at nothing', () => {
    const lost = units(units(quiet, times(3, 0, 0)), times(1, 0, 0));
    expect(units(lost, times(1, -3, 0)).quietAt).toBe(lost.quietAt);
  });

  it('fades once readings are sound again', () => {
    const found = units(quiet, times(50, -6, 0));
    expect(evidenceOf(units(found, times(20, 0, 0)))).toBeLessThan(SUSPICION_ENDS);
  });

  it('takes a fallen mean for a leak, a risen or unmoved one for an occlusion', () => {
    expect(kindOf(units(quiet, times(5, -3, -2)))).toBe('leak');
    expect(kindOf(units(quiet, times(5, -3, 2)))).toBe('occlusion');
    expect(kindOf(units(quiet, times(5, -3, 0)))).toBe('occlusion');
  });

  it('weighs time, not reports: a unit in many parts is a unit', () => {
    fc.assert(
      fc.property(anyDeviation, fc.integer({ min: 1, max: 360 }), ([pulsation, mean], parts) => {
        const whole = advanceTest(quiet, { pulsation, mean }, 1, start);
        let split = quiet;
        for (let i = 0; i < parts; i++) split = advanceTest(split, { pulsation, mean }, 1 / parts, start);
        expect(split.loss).toBeCloseTo(whole.loss, 3);
        expect(split.fall).toBeCloseTo(whole.fall, 3);
      }),
    );
  });

  it('stays within its bounds whatever is read, and survives JSON', () => {
    fc.assert(
      fc.property(fc.array(anyDeviation, { maxLength: 40 }), deviations => {
        const test = units(quiet, deviations);
        const probability = probabilityOf(test);
        expect(Math.min(test.loss, test.rise, test.fall)).toBeGreaterThanOrEqual(0);
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThan(1);
        expect(JSON.parse(JSON.stringify(test))).toStrictEqual(test);
      }),
    );
  });
});
