import { formatTime, thresholdBounds, type AlertKind, type AlertRulesView } from '@cisterna/contract';
import { alertRules, alertRulesWith, defaultAlertRules, type AlertRules } from '@cisterna/domain';
import type { StoredClinicRules } from '@cisterna/read-model';

const rowOf = (kind: AlertKind, { priorities }: AlertRules): AlertRulesView['table'][number] => {
  const { priority: defaultPriority, latched, title, recommendedAction, reason } = alertRules[kind];
  return {
    kind,
    priority: priorities[kind] ?? defaultPriority,
    defaultPriority,
    latched,
    title,
    recommendedAction,
    reason,
  };
};

type SaidByClinic = Pick<AlertRulesView, 'version' | 'updatedAt' | 'updatedBy' | 'rules' | 'thresholds'>;

const nothingSaid: SaidByClinic = { version: 0, updatedAt: null, updatedBy: null, rules: {}, thresholds: {} };

const saidOf = ({ version, updatedAt, updatedBy, changes }: StoredClinicRules): SaidByClinic => ({
  version,
  updatedAt: formatTime(updatedAt),
  updatedBy,
  rules: changes.rules ?? {},
  thresholds: changes.thresholds ?? {},
});

/** The rules of a clinic as callers see them; `stored` null: it has set nothing. */
export const clinicRulesView = (clinicId: string, stored: StoredClinicRules | null): AlertRulesView => {
  const said = stored === null ? nothingSaid : saidOf(stored);
  const rules = alertRulesWith(said);
  const kinds = Object.keys(alertRules) as AlertKind[];
  return {
    clinicId,
    ...said,
    table: kinds.map(kind => rowOf(kind, rules)),
    thresholdTable: thresholdBounds.map(({ name, ...bounds }) => ({
      name,
      value: rules.thresholds[name],
      defaultValue: defaultAlertRules.thresholds[name],
      ...bounds,
    })),
  };
};
