import Type, { type Static } from 'typebox';
import { field, nullable } from '../fields.ts';
import { evidence } from './catheter-view.ts';

/** How urgent an alert is. */
export const alertPriority = Type.Enum(['high', 'medium', 'low']);

/** What an alert is about. */
export const alertKind = Type.Enum([
  'low-reservoir',
  'empty-reservoir',
  'refill-due',
  'drug-expiry',
  'volume-discrepancy',
  'motor-stall',
  'no-recovery-after-mri',
  'pump-stopped',
  'catheter-suspected',
  'over-delivery',
  'under-delivery',
  'replacement-due',
  'end-of-service',
  'device-fault',
  'records-rejected',
  'pump-silent',
  'data-gap',
  'clock-skew',
]);

/** What can happen to an alert; each change raises its version by one. */
export const alertChange = Type.Enum([
  'raised',
  'updated',
  'acknowledged',
  'shelved',
  'unshelved',
  'reset',
  'cleared',
  'withdrawn',
]);

const change = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  change: alertChange,
  at: field.time,
  by: nullable(field.text),
  note: Type.Optional(Type.String({ description: 'What the person said about it.' })),
});

/** What keeps an alert, or one subscriber, silent. */
export const suppression = Type.Object({
  reason: Type.Enum(['shelved', 'mri-window', 'duplicate', 'quiet-hours', 'maintenance']),
  detail: field.text,
});

/** One episode of one condition at one pump. `by` in the history is null for what the service decided. */
export const alertView = Type.Object({
  id: field.text,
  pumpId: field.name,
  clinicId: field.name,
  kind: alertKind,
  priority: alertPriority,
  condition: Type.Enum(['active', 'latched', 'inactive']),
  acknowledged: nullable(Type.Object({ at: field.time, by: field.text })),
  shelved: nullable(Type.Object({ until: field.time, by: field.text, reason: field.text })),
  onsetAt: field.time,
  raisedAt: field.time,
  clearedAt: nullable(field.time),
  provisional: field.flag,
  title: field.text,
  detail: field.text,
  evidence: Type.Array(evidence),
  recommendedAction: field.text,
  suppressedBy: Type.Array(suppression),
  replaces: Type.Optional(
    Type.String({ description: 'The id of the alert whose opening a late event moved to here.' }),
  ),
  version: Type.Integer({ minimum: 1 }),
  history: Type.Array(change),
});

export type AlertPriority = Static<typeof alertPriority>;
export type AlertKind = Static<typeof alertKind>;
export type AlertChange = Static<typeof alertChange>;
export type AlertSuppression = Static<typeof suppression>;
export type AlertView = Static<typeof alertView>;
