import { openOf, raise, transition, type Opening, type Ruling } from './ruling.ts';
import { evidenceOf, type AlertTransition, type Episode, type Evidence } from '../episode.ts';
import { cycleText } from '../wording.ts';

/** An alert that lasts as long as any of several reasons holds. */
export interface Lasting<Reason> {
  readonly kind: Opening['kind'];
  readonly before: readonly Reason[];
  readonly after: readonly Reason[];
  readonly evidenceOf: (reason: Reason) => Evidence;
}

const added = (open: Episode, fresh: readonly Evidence[]): readonly Evidence[] => [
  ...open.evidence,
  ...fresh.filter(e => !open.evidence.some(known => known.kind === e.kind)),
];

/** What becomes of the episode: the first reason opens it, a further one adds its evidence, the last one to go ends it. */
export const lastingTransition = <Reason>(ruling: Ruling, lasting: Lasting<Reason>): AlertTransition | null => {
  const { kind, before, after, evidenceOf } = lasting;
  if (before === after) return null;
  const open = openOf(ruling.after, kind);
  if (after.length === 0) return open === undefined ? null : transition(ruling.event, 'ended', open);
  const fresh = after.filter(reason => !before.includes(reason)).map(evidenceOf);
  if (fresh.length === 0) return null;
  if (open === undefined) return raise(ruling, { kind, evidence: fresh });
  const evidence = added(open, fresh);
  return evidence.length === open.evidence.length ? null : transition(ruling.event, 'updated', { ...open, evidence });
};

/** What a refill found beside what was programmed since the one before. */
export const cycleEvidence = ({ before, after, event }: Ruling, what: string): Evidence => {
  const filledNl = before.reservoir.fill?.filledNl ?? 0;
  const expelledNl = filledNl - (after.reservoir.lastReconciliation?.aspiratedNl ?? 0);
  const { programmedNl } = before.flow;
  return { ...evidenceOf('reconciliation', event.at, `${cycleText(expelledNl, programmedNl)} ${what}`), observed: expelledNl, expected: programmedNl };
};
