import type { StateWord } from '../parts/state-words.ts';
import type { Verdict } from './use-record.ts';

/** The judgement of a refill in words. */
export const verdictWords = (verdict: Verdict): StateWord & { readonly detail: string } => {
  if (verdict === null) return { word: 'First refill', urgency: 'none', detail: 'There is no earlier refill to compare with.' };
  const open = verdict.complete ? '' : ' Reports of this cycle are missing, so the expectation is uncertain.';
  if (verdict.withinLimit) return { word: 'Within the limit', urgency: 'none', detail: `The volume agrees with the pump’s account.${open}` };
  const which = verdict.discrepancyNl > 0 ? 'More was left than the pump’s account says: less was delivered.' : 'Less was left than the pump’s account says: more was delivered, or lost.';
  return { word: 'Beyond the limit', urgency: 'medium', detail: `${which} Measure again before saving.${open}` };
};
