import Type, { type Static } from 'typebox';
import { field, nullable } from '../fields.ts';

const measured = Type.Union([Type.Number(), Type.String(), Type.Null()]);

/** One observation that speaks for or against a condition; `weight` says how much. */
export const evidence = Type.Object({
  kind: field.text,
  at: field.time,
  observed: measured,
  expected: measured,
  weight: Type.Number(),
  text: field.text,
});

/** Where the judgement of the catheter stands. */
export const catheterStatus = Type.Enum(['no-suspicion', 'suspected', 'confirmed', 'not-assessable']);

/** The judgement of the catheter without its evidence: a suspicion with a recommended check, never a diagnosis. */
export const catheterSummary = Type.Object({
  status: catheterStatus,
  suspectedKind: nullable(Type.Enum(['occlusion', 'leak'])),
  probability: Type.Number({ minimum: 0, maximum: 1 }),
  onsetAt: nullable(field.time),
  detectedAt: nullable(field.time),
  recommendedCheck: nullable(field.text),
});

/** The judgement of the catheter with its evidence. */
export const catheterView = Type.Object({ ...catheterSummary.properties, evidence: Type.Array(evidence) });

export type Evidence = Static<typeof evidence>;
export type CatheterStatus = Static<typeof catheterStatus>;
export type CatheterView = Static<typeof catheterView>;
