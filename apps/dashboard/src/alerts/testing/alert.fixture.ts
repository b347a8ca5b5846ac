import type { AlertView } from '@cisterna/contract';

/** An open alert that nobody has dealt with yet, but for what is said otherwise. */
export const alertOf = (over: Partial<AlertView> = {}): AlertView => ({
  id: 'P-1:motor-stall:1:7:0',
  pumpId: 'P-1',
  clinicId: 'C-1',
  kind: 'motor-stall',
  priority: 'high',
  condition: 'active',
  acknowledged: null,
  shelved: null,
  onsetAt: '2026-10-28T00:00:00Z',
  raisedAt: '2026-10-28T00:00:00Z',
  clearedAt: null,
  provisional: false,
  title: 'Motor stall',
  detail: 'The motor stands still.',
  evidence: [],
  recommendedAction: 'Interrogate the pump.',
  suppressedBy: [],
  version: 1,
  history: [],
  ...over,
});
