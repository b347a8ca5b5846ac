import { millilitres } from '../wording.ts';
import { evidenceOf } from '../episode.ts';
import { nothing, raise, type Rule } from './ruling.ts';

/** `volume-discrepancy`: a refill's reconciliation beyond its limit; neutral words, since more than the pump may be the cause. */
export const discrepancyRule: Rule = ruling => {
  const { before, after, event } = ruling;
  const judged = after.reservoir.lastReconciliation;
  if (event.type !== 'reservoir.refilled.v1' || judged === null || judged === before.reservoir.lastReconciliation || judged.withinLimit) return nothing;
  const text =
    `Aspirated ${millilitres(judged.aspiratedNl)}, expected ${millilitres(judged.expectedNl)}: ` +
    `${millilitres(Math.abs(judged.discrepancyNl))} ${judged.discrepancyNl > 0 ? 'more' : 'less'} than the account, limit ${millilitres(judged.limitNl)}.`;
  return [raise(ruling, { kind: 'volume-discrepancy', evidence: [evidenceOf('reconciliation', event.at, text)] })];
};
