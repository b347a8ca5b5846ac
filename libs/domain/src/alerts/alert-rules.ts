import type { AlertKind, AlertPriority, AlertRuleChanges, ThresholdName } from '@cisterna/contract';
import { NOTHING_DELIVERED_MS } from '../flow/flow-limits.ts';
import { longestSuppressionMs } from '../mechanism/mri-window.ts';

/** What may be set about when alerts are raised; units are in the names. */
export type AlertThresholds = Readonly<Record<ThresholdName, number>>;

/** The rules by which a clinic's alerts are decided: what is not said here is in the table of kinds. Never changed in place: other rules are another object. */
export interface AlertRules {
  /** Set by the clinic, in place of what the kind's row says. */
  readonly priorities: Readonly<Partial<Record<AlertKind, AlertPriority>>>;
  readonly thresholds: AlertThresholds;
}

/** The rules of a clinic that has set nothing; one object for all of them. */
export const defaultAlertRules: AlertRules = {
  priorities: {},
  thresholds: {
    silentAfterIntervals: 2,
    silentAfterSeconds: 60,
    mriSuppressionSeconds: longestSuppressionMs / 1000,
    nothingDeliveredSeconds: NOTHING_DELIVERED_MS / 1000,
  },
};

const said = <Value>(values: object): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(values as Record<string, Value | null | undefined>).filter(
      ([, value]) => value !== null && value !== undefined,
    ),
  ) as Record<string, Value>;

/** The rules of a clinic that has set this much. */
export const alertRulesWith = ({ rules, thresholds }: AlertRuleChanges): AlertRules => ({
  priorities: said<AlertPriority>(
    Object.fromEntries(Object.entries(rules ?? {}).map(([kind, rule]) => [kind, rule?.priority])),
  ),
  thresholds: { ...defaultAlertRules.thresholds, ...said<number>(thresholds ?? {}) },
});

/** The priority by the clinic's rules, else the one that the kind's own rule found. */
export const priorityBy = (
  { priorities }: AlertRules,
  { kind, priority }: { readonly kind: AlertKind; readonly priority: AlertPriority },
): AlertPriority => priorities[kind] ?? priority;
