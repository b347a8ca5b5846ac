import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { noIndirectJudgement, type IndirectJudgement } from '../catheter/catheter-judgement.ts';
import { judgeTherapyEffect } from './effect-judgement.ts';
import { absolveTherapyEffect, effectAssessable, effectSuspected, evolveTherapyEffect, initialTherapyEffect } from './therapy-effect.ts';
import type { EffectContext, TherapyEffect } from './therapy-effect.ts';

/** What the patient shows of a catheter without a sensor, and since when it amounts to a suspicion. Plain data, safe to keep as JSON. */
export interface IndirectSuspicion {
  readonly effect: TherapyEffect;
  /** Time of the event with which the present suspicion began; null without one. */
  readonly detectedAt: EpochMs | null;
}

/** Before any event. */
export const initialIndirect: IndirectSuspicion = { effect: initialTherapyEffect, detectedAt: null };

/** The catheter was found open, or is a new one. */
const absolves = (event: PumpEvent): boolean =>
  event.type === 'catheter.revised.v1' || (event.type === 'catheter.examined.v1' && event.data.finding === 'patent');

/** The suspicion after an event, the next in order. Total; the same object when nothing changed, as for most reports. */
export const evolveIndirect = (former: IndirectSuspicion, event: PumpEvent, context: EffectContext): IndirectSuspicion => {
  const evolved = evolveTherapyEffect(former.effect, event, context);
  const effect = absolves(event) ? absolveTherapyEffect(evolved, event.at) : evolved;
  if (effect === former.effect) return former;
  return { effect, detectedAt: effectSuspected(effect) ? (former.detectedAt ?? event.at) : null };
};

/** What a status needs to know; the evidence is left out, since this is asked at every event. */
export const indirectStanding = ({ effect, detectedAt }: IndirectSuspicion): IndirectJudgement => ({
  ...noIndirectJudgement,
  assessable: effectAssessable(effect),
  detectedAt,
});

/** Below this probability nothing is worth a reader’s time. */
const worthShowing = 0.05;

/** All that speaks indirectly, for views. */
export const indirectJudgement = ({ effect, detectedAt }: IndirectSuspicion): IndirectJudgement => {
  const { assessable, logOdds, shown, onsetAt, kind, evidence } = judgeTherapyEffect(effect);
  return { assessable, logOdds, detectedAt, onsetAt, kind, evidence: shown < worthShowing ? [] : evidence };
};
