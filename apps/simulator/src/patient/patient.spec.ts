import { RandomStream } from '../random/random-stream.ts';
import { mean } from '../testing/lived-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { bolusDemand, demandChangesAt, drawPatient, Patient, type PatientTraits } from './patient.ts';

const traits: PatientTraits = {
  needNlPerDay: 240_000,
  effectMs: 16 * hourMs,
  withdrawal: true,
  bolusesPerDay: 2,
  urgency: 4,
  candour: 1,
};
const afterDays = (patient: Patient, days: number, nlPerDay: number): Patient => {
  for (let hour = 0; hour < days * 24; hour += 1) patient.receive(hourMs, nlPerDay / 24);
  return patient;
};
const noon = Date.UTC(2026, 0, 7, 12);
const night = Date.UTC(2026, 0, 7, 3);

describe('the effect of a therapy', () => {
  it('stays right while the need is met', () => {
    expect(afterDays(new Patient(traits), 10, 240_000).effect).toBeCloseTo(1, 6);
  });

  it('is half gone some hours after the supply ends, and all but gone within days', () => {
    expect(afterDays(new Patient(traits), 0.5, 0).effect).toBeCloseTo(0.47, 1);
    expect(afterDays(new Patient(traits), 3, 0).effect).toBeLessThan(0.02);
  });

  it('follows the delivery in any pieces of time', () => {
    const once = new Patient(traits);
    once.receive(dayMs, 120_000);
    expect(afterDays(new Patient(traits), 1, 120_000).effect).toBeCloseTo(once.effect, 9);
    once.receive(0, 99);
    expect(once.effect).toBeCloseTo(afterDays(new Patient(traits), 1, 120_000).effect, 9);
  });

  it('becomes the new need when the dose rises, for the most part', () => {
    const patient = new Patient(traits);
    patient.adapt(1.2);
    expect(afterDays(patient, 10, 288_000).effect).toBeCloseTo(1.2 ** 0.3, 3);
  });

  it('is much too strong for a day after a fill beside the reservoir', () => {
    const patient = new Patient(traits);
    patient.flood(2);
    expect(patient.effect).toBe(3);
    expect(afterDays(patient, 3, 240_000).effect).toBeLessThan(1.05);
  });
});

describe('a drawn patient', () => {
  it('needs about what the programme and the usual boluses give', () => {
    const needs = Array.from(
      { length: 2000 },
      (_, index) =>
        drawPatient(new RandomStream(`patient/${index}`), { dailyNl: 300_000, bolusShare: 0, withdrawal: true })
          .needNlPerDay,
    );
    expect(mean(needs) / 300_000).toBeCloseTo(1, 2);
    const withBolus = drawPatient(new RandomStream('patient/1'), {
      dailyNl: 300_000,
      bolusShare: 0.1,
      withdrawal: true,
    });
    expect(withBolus.needNlPerDay).toBeGreaterThan(needs[1]!);
  });
});

describe('the wish for boluses', () => {
  it('follows the habit by day and rests at night', () => {
    const patient = new Patient(traits);
    expect(bolusDemand(patient, noon)).toBeCloseTo(2.5, 6);
    expect(bolusDemand(patient, night)).toBeCloseTo(0.5, 6);
  });

  it('surges when the effect is lost', () => {
    const patient = afterDays(new Patient(traits), 4, 0);
    expect(bolusDemand(patient, noon)).toBeCloseTo(12.5, 1);
  });

  it('is looked at anew every six hours', () => {
    expect(demandChangesAt(noon)).toBe(noon + 6 * hourMs);
    expect(demandChangesAt(night)).toBe(night + 3 * hourMs);
  });
});
