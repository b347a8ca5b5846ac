import { RandomStream } from '../random/random-stream.ts';
import { hourMs } from '../time/periods.ts';
import { Patient, type PatientTraits } from './patient.ts';
import { reportSymptom, type Symptom } from './symptoms.ts';

const traits: PatientTraits = {
  needNlPerDay: 240_000,
  effectMs: 16 * hourMs,
  withdrawal: true,
  bolusesPerDay: 0,
  urgency: 4,
  candour: 1,
};
const lookMs = 6 * hourMs;

/** Reports of a year under a constant effect. */
const yearOf = (effect: number, more: Partial<PatientTraits> = {}, lately = 0): readonly Symptom[] => {
  const stream = new RandomStream('symptoms');
  const patient = new Patient({ ...traits, ...more });
  patient.effect = effect;
  return Array.from({ length: 1461 }, () => reportSymptom(stream, patient, lookMs, lately)).filter(
    symptom => symptom !== null,
  );
};
const count = (symptoms: readonly Symptom[], kind: Symptom['kind']): number =>
  symptoms.filter(symptom => symptom.kind === kind).length;

describe('reports of symptoms', () => {
  it('without a cause are few: some mild complaints and some all-clears a year', () => {
    const year = yearOf(1);
    expect(count(year, 'underdose')).toBeGreaterThan(0);
    expect(count(year, 'underdose')).toBeLessThan(9);
    expect(count(year, 'none')).toBeGreaterThan(0);
    expect(count(year, 'withdrawal') + count(year, 'overdose')).toBe(0);
    for (const { kind, severity } of year) expect(severity).toBeLessThanOrEqual(kind === 'none' ? 0 : 5);
  });

  it('of withdrawal come about every other day when nothing arrives, and are severe', () => {
    const withdrawals = yearOf(0).filter(({ kind }) => kind === 'withdrawal');
    expect(withdrawals.length).toBeGreaterThan(150);
    expect(withdrawals.filter(({ severity }) => severity >= 6).length / withdrawals.length).toBeGreaterThan(0.7);
  });

  it('begin within days of a stop as a rule, now and then within hours', () => {
    const waits = Array.from({ length: 400 }, (_, index) => {
      const stream = new RandomStream(`wait/${index}`);
      const patient = new Patient(traits);
      for (let look = 1; look < 200; look += 1) {
        patient.receive(lookMs, 0);
        if (reportSymptom(stream, patient, lookMs)?.kind === 'withdrawal') return look * 6;
      }
      return Infinity;
    }).sort((a, b) => a - b);
    expect(waits[200]).toBeGreaterThan(24);
    expect(waits[200]).toBeLessThan(96);
    expect(waits[20]).toBeLessThan(40);
  });

  it('are of an underdose where the drug knows no withdrawal', () => {
    const year = yearOf(0, { withdrawal: false });
    expect(count(year, 'withdrawal')).toBe(0);
    expect(count(year, 'underdose')).toBeGreaterThan(50);
  });

  it('are of an underdose while part of the effect is left', () => {
    expect(count(yearOf(0.6), 'underdose')).toBeGreaterThan(15);
    expect(count(yearOf(0.6), 'withdrawal')).toBe(0);
    expect(count(yearOf(0.8), 'underdose')).toBeLessThan(9);
  });

  it('are of an overdose when far too much arrives', () => {
    expect(count(yearOf(2.2), 'overdose')).toBeGreaterThan(100);
    expect(count(yearOf(1.3), 'overdose')).toBe(0);
  });

  it('are rarer from who is reserved, or has said it lately', () => {
    expect(count(yearOf(0, { candour: 0.3 }), 'withdrawal')).toBeLessThan(0.5 * count(yearOf(0), 'withdrawal'));
    expect(count(yearOf(0, {}, 3), 'withdrawal')).toBeLessThan(0.5 * count(yearOf(0), 'withdrawal'));
  });

  it('have severities from 0 to 10', () => {
    for (const effect of [0, 0.3, 0.6, 1, 1.8, 4]) {
      for (const { severity } of yearOf(effect)) {
        expect(severity).toBeGreaterThanOrEqual(0);
        expect(severity).toBeLessThanOrEqual(10);
      }
    }
  });
});
