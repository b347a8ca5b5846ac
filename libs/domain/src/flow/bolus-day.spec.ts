import { atHour, fact, report } from '../testing/facts.ts';
import { times, wait, written, type Line } from '../testing/written.ts';
import { dayEnd, dayOf, evolveBolusDay, type BolusDay } from './bolus-day.ts';

const bolus = fact('bolus.delivered.v1', { origin: 'patient', kind: 'patient', volumeNl: 5000, durationSeconds: 60 });
const byClinician = fact('bolus.delivered.v1', { origin: 'clinician', kind: 'single', volumeNl: 5000, durationSeconds: 60 });
const today = dayOf(atHour(0));

const counted = (maxPerDay: number | null, ...lines: readonly Line[]): BolusDay | null =>
  written(...lines).reduce<BolusDay | null>((day, event) => evolveBolusDay(day, event, maxPerDay), null);

describe('the patient boluses of a day', () => {
  it('are counted, those of clinicians and other events are not', () => {
    expect(counted(3, bolus, byClinician, report(1), bolus)).toEqual({ day: today, given: 2, over: null });
    expect(counted(3, byClinician, report(1))).toBeNull();
  });

  it('pass the limit with the first one beyond it, and stay so', () => {
    expect(counted(2, ...times(2, bolus))?.over).toBeNull();
    expect(counted(2, ...times(3, bolus))).toEqual({ day: today, given: 3, over: 3 });
    expect(counted(2, ...times(5, bolus))).toEqual({ day: today, given: 5, over: 3 });
  });

  it('have no limit where the programme names none', () => {
    expect(counted(null, ...times(9, bolus))?.over).toBeNull();
  });

  it('start again at midnight UTC of the pump’s clock, the end of a day', () => {
    expect(counted(2, ...times(3, bolus), wait(20), bolus)).toEqual({ day: today + 1, given: 1, over: null });
    expect(dayEnd(today)).toBe(atHour(24));
    expect(dayOf(atHour(24))).toBe(today + 1);
  });
});
