import { hourMs } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { Patient, type Complaint } from './patient.ts';

const live = (patient: Patient, hours: number, share: number): { presses: number; complaints: Complaint[] } => {
  const complaints: Complaint[] = [];
  let presses = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    patient.receive(hourMs, share);
    presses += patient.presses(hourMs, 0.5);
    const complaint = patient.complains(hourMs);
    if (complaint !== null) complaints.push(complaint);
  }
  return { presses, complaints };
};
const many = Array.from({ length: 40 }, (_, index) => new Patient(new Chance(`patient ${index}`), true));

describe('a patient', () => {
  it('feels what arrives, later and rounder', () => {
    const patient = new Patient(new Chance('one'), false);
    live(patient, 2, 0);
    expect(patient.effect).toBeGreaterThan(0.7);
    live(patient, 200, 0);
    expect(patient.effect).toBeLessThan(0.05);
    live(patient, 400, 1);
    expect(patient.effect).toBeCloseTo(1, 2);
  });

  it('seldom complains while all is well, and mostly when nothing arrives', () => {
    const well = many.map(patient => live(patient, 24 * 30, 1).complaints.length).filter(n => n > 1).length;
    const ill = many
      .map(patient => live(patient, 24 * 20, 0).complaints.filter(({ kind }) => kind !== 'overdose').length)
      .filter(n => n > 1).length;
    expect(well).toBeLessThan(10);
    expect(ill).toBeGreaterThan(28);
  });

  it('presses more when less arrives, unless it has given up or has no button', () => {
    const fresh = Array.from({ length: 40 }, (_, index) => new Patient(new Chance(`presser ${index}`), true));
    const before = fresh.reduce((sum, patient) => sum + live(patient, 48, 1).presses, 0);
    const after = fresh.reduce((sum, patient) => sum + live(patient, 48, 0).presses, 0);
    expect(after).toBeGreaterThan(1.3 * before);
    expect(live(new Patient(new Chance('none'), false), 500, 0).presses).toBe(0);
  });
});
