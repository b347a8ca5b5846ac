import { catheterStatus } from '../../catheter/catheter.ts';
import { catheterView } from '../../catheter/catheter-view.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import { parseTime, type PumpEvent } from '@cisterna/contract';
import type { AlertTransition, Evidence } from '../episode.ts';
import { nothing, openOf, raise, transition, type Rule, type Ruling } from './ruling.ts';

const isSuspicious = (state: PumpState): boolean => {
  const status = catheterStatus(state.catheter);
  return status === 'suspected' || status === 'confirmed';
};

/** `patent` and a revision settle a suspicion, one that had faded too. */
const settles = (event: PumpEvent): boolean =>
  event.type === 'catheter.revised.v1' || (event.type === 'catheter.examined.v1' && event.data.finding === 'patent');

const evidence = ({ after, event }: Ruling): readonly Evidence[] =>
  catheterView(after.catheter).evidence.map(e => ({ ...e, at: parseTime(e.at) ?? event.at }));

const settled = ({ after, event }: Ruling): readonly AlertTransition[] =>
  [...after.alerts.open.filter(e => e.kind === 'catheter-suspected'), ...after.alerts.lingering].map(e => transition(event, 'discharged', e));

/** `catheter-suspected`: while the status is suspected or confirmed; becoming confirmed is the same alert, updated, and so is each further finding. */
export const catheterRule: Rule = ruling => {
  const { before, after, event } = ruling;
  if (settles(event)) return settled(ruling);
  if (before.catheter === after.catheter) return nothing;
  const open = openOf(after, 'catheter-suspected');
  if (!isSuspicious(after)) return open === undefined ? nothing : [transition(event, 'ended', open)];
  if (open === undefined) return [raise(ruling, { kind: 'catheter-suspected', evidence: evidence(ruling) })];
  const changed = catheterStatus(before.catheter) !== catheterStatus(after.catheter) || before.catheter.defect !== after.catheter.defect;
  return changed ? [transition(event, 'updated', { ...open, evidence: evidence(ruling) })] : nothing;
};
