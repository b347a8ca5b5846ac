import { catheterStatusOf, catheterViewOf } from '../../pump/catheter-outlook.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import { parseTime, type PumpEvent } from '@cisterna/contract';
import type { AlertTransition, Evidence } from '../episode.ts';
import { nothing, openOf, raise, transition, type Rule, type Ruling } from './ruling.ts';

const isSuspicious = (state: PumpState): boolean => {
  const status = catheterStatusOf(state);
  return status === 'suspected' || status === 'confirmed';
};

/** `patent` and a revision settle a suspicion, one that had faded too. */
const settles = (event: PumpEvent): boolean =>
  event.type === 'catheter.revised.v1' || (event.type === 'catheter.examined.v1' && event.data.finding === 'patent');

const evidence = ({ after, event }: Ruling): readonly Evidence[] =>
  catheterViewOf(after).evidence.map(e => ({ ...e, at: parseTime(e.at) ?? event.at }));

const settled = ({ after, event }: Ruling): readonly AlertTransition[] =>
  [...after.alerts.open.filter(e => e.kind === 'catheter-suspected'), ...after.alerts.lingering].map(e => transition(event, 'discharged', e));

const sameFindings = ({ before, after }: Ruling): boolean => before.catheter === after.catheter && before.indirect === after.indirect;

const hasChanged = ({ before, after }: Ruling): boolean =>
  catheterStatusOf(before) !== catheterStatusOf(after) || before.catheter.defect !== after.catheter.defect;

/** `catheter-suspected`: while the status is suspected or confirmed; becoming confirmed is the same alert, updated, and so is each further finding. */
export const catheterRule: Rule = ruling => {
  const { after, event } = ruling;
  if (settles(event)) return settled(ruling);
  if (sameFindings(ruling)) return nothing;
  const open = openOf(after, 'catheter-suspected');
  if (!isSuspicious(after)) return open === undefined ? nothing : [transition(event, 'ended', open)];
  if (open === undefined) return [raise(ruling, { kind: 'catheter-suspected', evidence: evidence(ruling) })];
  return hasChanged(ruling) ? [transition(event, 'updated', { ...open, evidence: evidence(ruling) })] : nothing;
};
