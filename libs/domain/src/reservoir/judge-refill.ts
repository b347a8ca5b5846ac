import type { EpochMs, Nanolitres, ReconciliationView } from '@cisterna/contract';
import type { PumpState } from '../pump/pump-state.ts';
import { reconciliationView } from '../view/pump-view.ts';
import { reconcile } from './reconciliation.ts';

/** How a refill would be judged if it came next, without storing anything; null for a first refill. */
export const judgeRefill = (state: PumpState, refill: { aspiratedNl: Nanolitres; at: EpochMs }): ReconciliationView | null => {
  const { fill } = state.reservoir;
  if (fill === null) return null;
  const last = state.last ?? { boot: 1, seq: 0, entry: 0 };
  const order = { boot: last.boot, seq: last.seq, entry: last.entry + 1 };
  return reconciliationView(state, reconcile(fill, { order, at: refill.at, aspiratedNl: refill.aspiratedNl }));
};
