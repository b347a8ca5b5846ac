import { formatTime } from '@cisterna/contract';
import type { PumpState } from '../../pump/pump-state.ts';
import { refillOutlook } from '../../pump/refill-outlook.ts';
import { evidenceOf, type AlertTransition, type Episode } from '../episode.ts';
import { dayMs, fillEpisodeId, nextStep, stepsDue, type Dated, type DateStep } from './dated.ts';
import { lastReceipt, mayAlert, nothingDue, step, type Deadline } from './occasion.ts';

/** At the date itself it is not past yet. */
const steps: readonly DateStep[] = [
  { afterMs: -7 * dayMs, priority: 'low' },
  { afterMs: 1, priority: 'medium' },
];

/** The alert that says the same while the expiry is what the refill date comes from. */
const duplicateOf = (state: PumpState): { readonly duplicateOf?: string } =>
  refillOutlook(state).because === 'drug-expiry' ? { duplicateOf: fillEpisodeId(state, 'refill-due') } : {};

const datedOf = (state: PumpState): Dated | null => {
  const date = state.reservoir.fill?.drugExpiresAt ?? null;
  if (date === null) return null;
  const evidence: Dated['evidence'] = at => [evidenceOf('drug-expiry', at, `The drug in the reservoir expires at ${formatTime(date)}.`)];
  return { kind: 'drug-expiry', date, steps, evidence, ...duplicateOf(state) };
};

const besideRefillDue = (state: PumpState, { duplicateOf: _former, ...episode }: Episode): Episode => ({ ...episode, ...duplicateOf(state) });

const endOfFormer = (state: PumpState, former: Episode | null, now: number): readonly AlertTransition[] => {
  if (former === null || (mayAlert(state) && former.id === fillEpisodeId(state, 'drug-expiry'))) return nothingDue;
  return [step('ended', former, state.explantedAt ?? state.reservoir.fill?.at ?? now, lastReceipt(state, now))];
};

/** The same alert, where it has become or ceased to be a duplicate. */
const relation = (state: PumpState, open: Episode | null, now: number): readonly AlertTransition[] => {
  if (open === null || duplicateOf(state).duplicateOf === open.duplicateOf) return nothingDue;
  return [step('updated', besideRefillDue(state, open), now, lastReceipt(state, now))];
};

const stepsOf = (state: PumpState, dated: Dated | null, open: Episode | null, now: number): readonly AlertTransition[] =>
  dated === null || !mayAlert(state) ? nothingDue : stepsDue(state, dated, open, now);

/** `drug-expiry`: low seven days before the date, medium past it; one for each fill, a duplicate while the refill date comes from it. */
export const decideDrugExpiry: Deadline<Episode | null> = (state, former, { now }) => {
  const dated = datedOf(state);
  const ended = endOfFormer(state, former, now);
  const kept = ended.length > 0 ? null : former;
  const related = relation(state, kept, now);
  const open = related.at(-1)?.episode ?? kept;
  const raised = stepsOf(state, dated, open, now);
  return {
    part: raised.at(-1)?.episode ?? open,
    transitions: [...ended, ...related, ...raised],
    dueAt: mayAlert(state) ? nextStep(dated, now) : null,
  };
};
