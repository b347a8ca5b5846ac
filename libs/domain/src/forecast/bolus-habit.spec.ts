import { nanolitres, seconds } from '@cisterna/contract';
import fc from 'fast-check';
import { evolveHabit, habitOutlook, initialHabit, withHabit, type BolusHabit } from './bolus-habit.ts';
import { atHour, fact, hour, report, type Fact } from '../testing/facts.ts';
import { evolveTherapy, type Therapy } from '../therapy/therapy.ts';

const rate = 10_000;
const bolus = { volumeNl: nanolitres(20_000), lockoutSeconds: seconds(3600), maxPerDay: 5 };
const programmed = (patientBolus: typeof bolus | null = bolus, rateNlPerHour = rate): Fact =>
  fact('therapy.programmed.v1', { mode: 'continuous', segments: [{ startMinute: 0, rateNlPerHour }], patientBolus });

interface Course {
  readonly habit: BolusHabit;
  readonly therapy: Therapy | null;
  readonly hours: number;
}
const start: Course = { habit: initialHabit, therapy: null, hours: 0 };

const happens = ({ habit, therapy, hours }: Course, what: Fact, after = 1): Course => {
  const event = what.at({ boot: 1, seq: hours + after, entry: 0, at: atHour(hours + after) });
  return { habit: evolveHabit(habit, event, therapy), therapy: evolveTherapy(therapy, event), hours: hours + after };
};
/** Hourly reports of the programme, with one bolus in each of the given hours of a day. */
const days = (course: Course, count: number, bolusHours: readonly number[] = []): Course => {
  let now = course;
  for (let i = 0; i < 24 * count; i += 1) now = happens(now, report(rate + (bolusHours.includes(i % 24) ? bolus.volumeNl : 0)));
  return now;
};

describe('the habit of boluses', () => {
  it('is nothing for a pump without boluses that counts as it is programmed', () => {
    const { habit } = days(happens(start, programmed(null)), 20);
    expect(habit).toMatchObject({ extraNl: 0, spreadNl: 0 });
    expect(habitOutlook(habit, null)).toEqual({ extraNl: 0, dayVariance: 0, meanVariance: 0 });
  });

  it('of an unknown patient is some share of what is allowed, with much doubt', () => {
    const { habit } = happens(start, programmed());
    const { extraNl, meanVariance } = habitOutlook(habit, bolus);
    expect(extraNl).toBeGreaterThan(0);
    expect(extraNl).toBeLessThan(100_000);
    expect(Math.sqrt(meanVariance)).toBeGreaterThan(0.4 * extraNl);
  });

  it('is learnt from what the account says beyond the programme', () => {
    const { habit } = days(happens(start, programmed()), 30, [9, 15, 21]);
    const { extraNl, meanVariance } = habitOutlook(habit, bolus);
    expect(extraNl).toBeGreaterThan(55_000);
    expect(extraNl).toBeLessThan(65_000);
    expect(Math.sqrt(meanVariance)).toBeLessThan(0.3 * extraNl);
  });

  it('follows a habit that changes', () => {
    const often = days(happens(start, programmed()), 30, [3, 9, 15, 21]);
    const seldom = days(often, 30, [9]);
    expect(seldom.habit.extraNl).toBeLessThan(0.45 * often.habit.extraNl);
  });

  it('scatters from day to day as the days did', () => {
    const even = days(happens(start, programmed()), 20, [9, 15]);
    let uneven = happens(start, programmed());
    for (let i = 0; i < 10; i += 1) uneven = days(days(uneven, 1, [3, 9, 15, 21]), 1);
    expect(habitOutlook(uneven.habit, bolus).dayVariance).toBeGreaterThan(1.5 * habitOutlook(even.habit, bolus).dayVariance);
  });

  it('also sees an account that differs from the programme', () => {
    let now = happens(start, programmed(null));
    for (let i = 0; i < 24 * 30; i += 1) now = happens(now, report(1.03 * rate));
    expect(now.habit.extraNl / (24 * rate)).toBeCloseTo(0.03, 2);
  });

  it('learns nothing from a day with missing reports, nor from one in which the pump stood', () => {
    const settled = days(happens(start, programmed()), 10, [9]);
    const gapped = days(happens(settled, report(rate), 30), 1);
    expect(gapped.habit.days - settled.habit.days).toBeLessThanOrEqual(1);
    let stood = settled;
    for (let i = 0; i < 48; i += 1) stood = happens(stood, report(0));
    expect(stood.habit.extraNl).toBe(settled.habit.extraNl);
  });

  it('is scaled with the size of boluses, and ends with them', () => {
    const { habit, ...rest } = days(happens(start, programmed()), 30, [9, 15]);
    const half = happens({ habit, ...rest }, programmed({ ...bolus, volumeNl: nanolitres(10_000) }));
    expect(half.habit.extraNl).toBe(Math.round(habit.extraNl / 2));
    expect(half.habit.days).toBe(7);
    expect(happens({ habit, ...rest }, programmed(null)).habit).toMatchObject({ extraNl: 0, spreadNl: 0 });
    expect(happens({ habit, ...rest }, programmed(bolus, 2 * rate)).habit.extraNl).toBe(habit.extraNl);
  });

  it('adds its share to what was programmed while reports were missing', () => {
    const { habit, therapy } = days(happens(start, programmed()), 30, [9, 15]);
    const share = habit.extraNl / (24 * rate);
    expect(withHabit(1_000_000, habit, therapy)).toBe(Math.round(1_000_000 * (1 + share)));
    expect(withHabit(0, habit, therapy)).toBe(0);
    expect(withHabit(5, habit, null)).toBe(5);
  });

  it('stays finite and small whatever is reported, and goes on from its JSON', () => {
    const told = fc.tuple(fc.integer({ min: -40, max: 200 }), fc.oneof(fc.nat(10 ** 7), fc.constant(2 ** 53 - 1)), fc.nat(90_000));
    fc.assert(
      fc.property(fc.array(told, { maxLength: 60 }), reports => {
        const { therapy } = happens(start, programmed());
        let [habit, kept] = [initialHabit, initialHabit];
        let at = atHour(1000);
        for (const [after, deliveredNl, periodSeconds] of reports) {
          at += after * hour;
          const event = report(deliveredNl, { periodSeconds }).at({ boot: 1, seq: 9, entry: 0, at });
          habit = evolveHabit(habit, event, therapy);
          kept = evolveHabit(JSON.parse(JSON.stringify(kept)) as BolusHabit, event, therapy);
        }
        expect(kept).toEqual(habit);
        expect(Object.values(habitOutlook(habit, bolus)).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
