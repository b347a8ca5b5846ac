import { formatTime, type CatheterView, type EpochMs } from '@cisterna/contract';
import type { Catheter } from './catheter-state.ts';
import { catheterEvidence } from './catheter-evidence.ts';
import {
  judgeCatheter,
  noIndirectJudgement,
  type IndirectJudgement,
  type SuspectedKind,
} from './catheter-judgement.ts';

/** A dry side port does not prove an occlusion (Ordia); most defects were seen on X-ray or with dye (Dvorak 2010). */
const recommendedCheck: Readonly<Record<SuspectedKind, string>> = {
  occlusion: 'Aspirate from the side port (no flow alone does not prove an occlusion); then a dye study.',
  leak: 'X-ray along the whole catheter for disconnection or migration; then CT with dye.',
};
const unclearCheck = 'X-ray along the whole catheter; then aspirate from the side port and a dye study.';

const timeOf = (at: EpochMs | null): string | null => (at === null ? null : formatTime(at));

/**
 * The judgement as the outside reads it. `probability` is 1 once an examination confirmed a defect, and without a
 * sensor grows with the time since the catheter was known to be sound, also where nothing can be known; with a sensor it is 0 while that can't be read; onset and detection are
 * given while suspected or confirmed; a check is recommended while suspected.
 */
export const catheterView = (state: Catheter, indirect: IndirectJudgement = noIndirectJudgement): CatheterView => {
  const { status, probability, kind, detectedAt, onsetAt } = judgeCatheter(state, indirect);
  const evidence = status === 'not-assessable' ? [] : [...catheterEvidence(state), ...indirect.evidence];
  return {
    status,
    suspectedKind: kind,
    probability,
    onsetAt: timeOf(onsetAt),
    detectedAt: timeOf(detectedAt),
    recommendedCheck: status === 'suspected' ? (kind === null ? unclearCheck : recommendedCheck[kind]) : null,
    evidence,
  };
};
