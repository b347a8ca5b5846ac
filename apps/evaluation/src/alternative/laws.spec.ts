import fc from 'fast-check';
import { dayMs, evaluationStart, hourMs } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { Programme } from './programme.ts';
import { Recorder } from './recorder.ts';
import { activityAt, drawRhythm, type Rhythm } from './rhythm.ts';
import { TrueVolume } from './true-volume.ts';

const hours = fc.integer({ min: 0, max: 24 * 20 });

/** What segments ask for between two whole hours. */
const hourByHour = ({ segments }: ReturnType<Programme['data']>, from: number, to: number): number => {
  let sum = 0;
  for (let at = from; at < to; at += hourMs) {
    const minute = (at % dayMs) / 60_000;
    sum += segments.findLast(({ startMinute }) => startMinute <= minute)?.rateNlPerHour ?? NaN;
  }
  return sum;
};

describe('a programme of the other physics', () => {
  const traits = fc.record({
    baseNlPerHour: fc.integer({ min: 1000, max: 60_000 }),
    nightFactor: fc.constantFrom(1, 0.6, 0.8, 1.3),
    bolusNl: fc.constant(null),
  });

  it('asks for what its segments say, hour by hour', () => {
    fc.assert(
      fc.property(traits, hours, hours, (drawn, from, lasts) => {
        const programme = new Programme(drawn);
        const [start, end] = [evaluationStart + from * hourMs, evaluationStart + (from + lasts) * hourMs];
        expect(programme.between(start, end)).toBeCloseTo(hourByHour(programme.data(), start, end), 3);
      }),
    );
  });

  it('asks for as much in two parts as in one, and for a day’s volume in any 24 hours', () => {
    fc.assert(
      fc.property(traits, hours, fc.double({ min: 0, max: 48, noNaN: true }), (drawn, from, split) => {
        const programme = new Programme(drawn);
        const [start, middle, end] = [from, from + split, from + 48].map(hour => evaluationStart + hour * hourMs) as [number, number, number];
        expect(programme.between(start, middle) + programme.between(middle, end)).toBeCloseTo(programme.between(start, end), 3);
        expect(programme.between(start, start + dayMs)).toBeCloseTo(programme.nlPerDay, 3);
      }),
    );
  });
});

describe('the drug that is really there', () => {
  const step = fc.record({ wantedNl: fc.integer({ min: 0, max: 900_000 }), refillNl: fc.option(fc.integer({ min: 2_500_000, max: 20_000_000 }), { freq: 5 }) });

  it('is what was there and filled less what went, never below nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const volume = new TrueVolume(5_000_000, 2_000_000, 0);
        let [expected, at] = [5_000_000, 0];
        for (const { wantedNl, refillNl } of steps) {
          at += hourMs;
          if (refillNl !== null) {
            volume.close(at, 400_000, refillNl);
            expected = refillNl;
          }
          const gone = volume.expel(wantedNl, at, hourMs);
          expect(gone).toBeLessThanOrEqual(wantedNl);
          expected -= gone;
          expect(volume.nl).toBe(expected);
          expect(volume.nl).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('is low no later than it is empty, and neither before the stretch', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const volume = new TrueVolume(5_000_000, 2_000_000, 0);
        steps.forEach(({ wantedNl, refillNl }, index) => {
          volume.expel(wantedNl, (index + 1) * hourMs, hourMs);
          volume.close((index + 1) * hourMs, 400_000, refillNl);
        });
        for (const { from, lowAt, emptyAt, afterRefill } of volume.stretches) {
          expect(lowAt ?? 0).toBeLessThanOrEqual(emptyAt ?? Infinity);
          if (afterRefill && lowAt !== null) expect(lowAt).toBeGreaterThanOrEqual(from - hourMs);
        }
      }),
    );
  });
});

describe('what a pump of the other physics sends', () => {
  it('is numbered without a hole, and the holes of what arrives are what was lost', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 80 }), arrivals => {
        const recorder = new Recorder('P', 'C', { carries: at => arrivals[at / hourMs] ?? false });
        arrivals.forEach((_, index) => {
          recorder.own(index * hourMs, 'alarm.raised.v1', { alarm: 'low-reservoir' });
        });
        const expected = arrivals.flatMap((arrives, index) => (arrives ? [index + 1] : []));
        expect(recorder.events.map(({ seq }) => seq)).toEqual(expected);
      }),
    );
  });
});

describe('the days of the other physics', () => {
  const rhythm = fc.integer({ min: 1, max: 10_000 }).map(seed => drawRhythm(new Chance(`rhythm/${seed}`)));

  it('come again for those who keep their shift, every working day', () => {
    const regular = (drawn: Rhythm): Rhythm => ({ ...drawn, shiftDays: null });
    fc.assert(
      fc.property(rhythm, fc.integer({ min: 0, max: 95 }), (drawn, quarter) => {
        const monday = evaluationStart + quarter * 900_000;
        const [first, second] = [monday, monday + dayMs].map(at => activityAt(regular(drawn), at));
        expect(first).toBeCloseTo(second ?? NaN, 9);
      }),
    );
  });

  it('are never below rest, and weaker at weekends by their share', () => {
    fc.assert(
      fc.property(rhythm, fc.integer({ min: 0, max: 95 }), (drawn, quarter) => {
        const regular = { ...drawn, shiftDays: null };
        const [friday, saturday] = [4, 5].map(day => activityAt(regular, evaluationStart + day * dayMs + quarter * 900_000));
        expect(friday).toBeGreaterThanOrEqual(0);
        expect(saturday).toBeCloseTo((friday ?? NaN) * drawn.weekend, 9);
      }),
    );
  });
});
