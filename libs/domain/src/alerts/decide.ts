import { catheterRule } from './rules/catheter.rule.ts';
import { deviceAlarmRule } from './rules/device-alarm.rule.ts';
import { discrepancyRule } from './rules/discrepancy.rule.ts';
import { levelRule, refillRule } from './rules/level.rule.ts';
import { mriRecoveryRule } from './rules/mri-recovery.rule.ts';
import { nothing, transition, type Rule, type Ruling } from './rules/ruling.ts';
import { overDeliveryRule } from './rules/over-delivery.rule.ts';
import { pumpStoppedRule } from './rules/pump-stopped.rule.ts';
import { stallRule } from './rules/stall.rule.ts';
import { underDeliveryRule } from './rules/under-delivery.rule.ts';
import { applyToBook, type AlertTransition } from './episode.ts';

/** In this order at every event: a refill first ends what its fill had open, then the new fill is judged; a stall before what it explains. */
const rules: readonly Rule[] = [
  refillRule,
  discrepancyRule,
  levelRule,
  deviceAlarmRule,
  stallRule,
  mriRecoveryRule,
  pumpStoppedRule,
  overDeliveryRule,
  underDeliveryRule,
  catheterRule,
];

const explanted = ({ after, event }: Ruling): readonly AlertTransition[] =>
  event.type === 'pump.explanted.v1' ? [...after.alerts.open, ...after.alerts.lingering].map(e => transition(event, 'discharged', e)) : nothing;

/**
 * The alert transitions of one event. None while the pump is not registered, none after its explantation, which itself ends all.
 * Pure and total; the caller applies them to the book.
 */
export const decideAlerts = (ruling: Ruling): readonly AlertTransition[] => {
  const { before, after, event } = ruling;
  if (after.registration === null || before.explantedAt !== null) return nothing;
  if (after.explantedAt !== null) return explanted(ruling);
  let found = nothing;
  let current = ruling;
  for (const rule of rules) {
    const transitions = rule(current);
    if (transitions.length === 0) continue;
    found = found.length === 0 ? transitions : [...found, ...transitions];
    current = { ...current, after: { ...current.after, alerts: applyToBook(current.after.alerts, transitions, event) } };
  }
  return found;
};
