import { compareOrder, formatTime, type EventOrder } from '@cisterna/contract';
import type { PumpState } from '../../pump/pump-state.ts';
import { refillOutlook } from '../../pump/refill-outlook.ts';
import { evidenceOf, type AlertTransition, type Episode } from '../episode.ts';
import { dayMs, fillOrder, nextStep, stepsDue, type Dated, type DateStep } from './dated.ts';
import { lastReceipt, mayAlert, nothingDue, step, type Deadline } from './occasion.ts';

/** The alert of a fill, and the fill that it speaks of. */
export interface RefillDue {
  readonly episode: Episode | null;
  readonly fill: EventOrder | null;
}

/** At the date itself it is not past yet. */
const steps: readonly DateStep[] = [
  { afterMs: -7 * dayMs, priority: 'low' },
  { afterMs: -3 * dayMs, priority: 'medium' },
  { afterMs: 1, priority: 'high' },
];

const datedOf = (state: PumpState): Dated | null => {
  const { refillBy, because } = refillOutlook(state);
  if (refillBy === null || because === null) return null;
  return { kind: 'refill-due', date: refillBy, steps, evidence: at => [evidenceOf(because, at, `Refill by ${formatTime(refillBy)} (${because}).`)] };
};

const sameFill = (a: EventOrder | null, b: EventOrder | null): boolean => (a === null || b === null ? a === b : compareOrder(a, b) === 0);

/** A refill ends the alert of the fill before; so does an explantation. A date that is merely not known for now does not. */
const endOfFormer = (state: PumpState, { episode, fill }: RefillDue, now: number): readonly AlertTransition[] => {
  if (episode === null || (sameFill(fill, fillOrder(state)) && mayAlert(state))) return nothingDue;
  return [step('ended', episode, state.explantedAt ?? state.reservoir.fill?.at ?? now, lastReceipt(state, now))];
};

/** `refill-due`: low seven days before the date, medium three days before, high past it; one for each fill. */
export const decideRefillDue: Deadline<RefillDue> = (state, former, { now }) => {
  const dated = datedOf(state);
  const ended = endOfFormer(state, former, now);
  const open = ended.length > 0 ? null : former.episode;
  const raised = dated === null || !mayAlert(state) ? nothingDue : stepsDue(state, dated, open, now);
  const episode = raised.at(-1)?.episode ?? open;
  return { part: { episode, fill: episode === null ? null : fillOrder(state) }, transitions: [...ended, ...raised], dueAt: nextStep(dated, now) };
};
