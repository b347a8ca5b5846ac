import { dayMs } from '../time/periods.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { Patient } from './patient.ts';

/** What a patient or nurse reports. */
export interface Symptom {
  readonly kind: 'withdrawal' | 'underdose' | 'overdose' | 'none';
  readonly severity: number;
}

const severity = (stream: RandomStream, centre: number): number =>
  Math.min(10, Math.max(1, Math.round(stream.normal(centre, 1.3))));

/** Reports per day that the present effect gives rise to, with how bad they are. */
const complaint = (
  patient: Patient,
): { readonly kind: Symptom['kind']; readonly perDay: number; readonly centre: number } | null => {
  const lack = 1 - patient.effect;
  if (lack > 0.6 && patient.traits.withdrawal)
    return { kind: 'withdrawal', perDay: 0.7 * (lack / 0.8), centre: 3 + 5 * lack };
  if (lack > 0.3) return { kind: 'underdose', perDay: 0.25 * ((lack - 0.2) / 0.5), centre: 2 + 4 * lack };
  if (lack < -0.5) return { kind: 'overdose', perDay: Math.min(2, -lack), centre: 2 - 4 * lack };
  return null;
};

/**
 * Decides whether a look at the patient, `lengthMs` after the former one, ends in a report. Who reported `lately` so often says it
 * less often again; reports without a cause come in too.
 */
export const reportSymptom = (stream: RandomStream, patient: Patient, lengthMs: number, lately = 0): Symptom | null => {
  const days = lengthMs / dayMs;
  const drawn = stream.uniform();
  const idle = stream.uniform();
  const size = severity(stream, 2);
  const felt = complaint(patient);
  if (felt !== null && drawn < (felt.perDay * patient.traits.candour * days) / (1 + lately)) {
    return { kind: felt.kind, severity: Math.min(10, Math.max(1, Math.round(size - 2 + felt.centre))) };
  }
  if (idle < days / 120) return { kind: 'underdose', severity: Math.min(5, size) };
  return idle > 1 - days / 90 ? { kind: 'none', severity: 0 } : null;
};
