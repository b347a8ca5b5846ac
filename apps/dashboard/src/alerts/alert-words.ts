import type { AlertChange, AlertKind, AlertSuppression, AlertView, Evidence } from '@cisterna/contract';
import { millilitres } from '../format/units.ts';

export const kindWords: Readonly<Record<AlertKind, string>> = {
  'low-reservoir': 'Reservoir low',
  'empty-reservoir': 'Reservoir empty',
  'refill-due': 'Refill due',
  'drug-expiry': 'Drug expires',
  'volume-discrepancy': 'Volume discrepancy',
  'motor-stall': 'Motor stall',
  'no-recovery-after-mri': 'No delivery after an MRI',
  'pump-stopped': 'Pump stopped',
  'catheter-suspected': 'Catheter fault suspected',
  'over-delivery': 'Over-delivery',
  'under-delivery': 'Under-delivery',
  'replacement-due': 'Replacement due',
  'end-of-service': 'End of service',
  'device-fault': 'Device fault',
  'records-rejected': 'Telemetry rejected',
  'pump-silent': 'Pump silent',
  'data-gap': 'Data missing',
  'clock-skew': 'Clock wrong',
};

export const changeWords: Readonly<Record<AlertChange, string>> = {
  raised: 'Raised',
  updated: 'Updated',
  acknowledged: 'Acknowledged',
  shelved: 'Shelved',
  unshelved: 'Taken off the shelf',
  reset: 'Reset',
  cleared: 'Cause over',
  withdrawn: 'Withdrawn',
};

export const suppressionWords: Readonly<Record<AlertSuppression['reason'], string>> = {
  shelved: 'Somebody has shelved it: nobody is notified until the shelf ends.',
  'mri-window': 'It falls into an MRI window, in which a stalled motor is expected; if it lasts, it notifies when the window ends.',
  duplicate: 'Another alert of this pump already says so.',
  'quiet-hours': 'It waits for the end of the quiet hours.',
  maintenance: 'The pump is under maintenance.',
};

/** Where an alert stands, in one word and in a sentence. */
export interface Standing {
  readonly word: string;
  readonly sentence: string;
}

const ended = (alert: AlertView): Standing => {
  const last = alert.history.at(-1)?.change;
  if (last === 'withdrawn') return { word: 'Withdrawn', sentence: 'The data, now that more of them came, do not support it. It comes back under the same name if they do again.' };
  if (alert.acknowledged === null) return { word: 'Cause over', sentence: 'The cause ended by itself. The alert stays listed until somebody has acknowledged it.' };
  return { word: 'Over', sentence: 'The cause has ended, and somebody has seen it. Nothing is left to do.' };
};

/** What the condition of an alert means for whoever reads it. */
export const standingOf = (alert: AlertView): Standing => {
  if (alert.condition === 'active') return { word: 'Active', sentence: 'The cause still lasts. It can be acknowledged or shelved; it ends when its cause ends.' };
  if (alert.condition === 'inactive') return ended(alert);
  const cause = alert.kind === 'volume-discrepancy' ? 'It speaks of one moment, which is past' : 'The cause is over, but it mattered';
  return { word: 'Latched', sentence: `${cause}: the alert stays until somebody resets it and says why.` };
};

const volumes: readonly string[] = ['account', 'reconciliation', 'drift', 'dose-raised'];
const pressures = /^(?:pulsation|mean)-|transient/;

const shown = (value: number): string => String(Math.round(value * 100) / 100);

/** A value of the evidence with its unit, `–` where there is none. */
export const evidenceValue = (kind: Evidence['kind'], value: Evidence['observed']): string => {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (volumes.includes(kind)) return millilitres(value, 2);
  if (kind === 'clock-skew') return `${shown(value)} s`;
  return pressures.test(kind) ? `${shown(value)} Pa` : shown(value);
};
