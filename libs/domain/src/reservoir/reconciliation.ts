import { nanolitres } from '@cisterna/contract';
import type { EpochMs, EventOrder, Nanolitres } from '@cisterna/contract';
import { computedLevelNl, type Fill } from './fill.ts';

/** A refill held against the account of the fill that it ended: the only true measurement of what left the pump. */
export interface Reconciliation {
  /** The refill before and the refill itself: what is missing between them makes it incomplete. */
  readonly from: EventOrder;
  readonly order: EventOrder;
  readonly at: EpochMs;
  readonly aspiratedNl: Nanolitres;
  /** The computed level before the refill. */
  readonly expectedNl: Nanolitres;
  /** Signed: positive means more was left than the pump's account says, so less was delivered. */
  readonly discrepancyNl: Nanolitres;
  readonly limitNl: Nanolitres;
  readonly withinLimit: boolean;
  readonly deliveredNl: Nanolitres;
  /** (former filledNl − aspiratedNl) / deliveredNl, unrounded; null when nothing was reported delivered. */
  readonly deliveryRatio: number | null;
}

/** Absolute part of the limit: 2 mL (ASRA 2017 poster, domain sources in docs/detection.md). */
const absoluteLimitNl = 2_000_000;
/** Relative part in thousandths: the labelled accuracy of ±14.5 % (ECRI 2014-03-26). */
const relativeLimitPermille = 145;

/**
 * The larger of 2 mL and 14.5 % of what was delivered, rounded half up.
 * In integers: the product may pass 2^53, so whole thousands and their rest are multiplied apart.
 */
export const limitNl = (deliveredNl: Nanolitres): Nanolitres => {
  const rest = deliveredNl % 1000;
  const relative = ((deliveredNl - rest) / 1000) * relativeLimitPermille + Math.floor((rest * relativeLimitPermille + 500) / 1000);
  return nanolitres(Math.max(absoluteLimitNl, relative));
};

/** Judges what was aspirated against the fill that ends. */
export const reconcile = (fill: Fill, refill: { order: EventOrder; at: EpochMs; aspiratedNl: Nanolitres }): Reconciliation => {
  const expectedNl = computedLevelNl(fill);
  const discrepancyNl = nanolitres(refill.aspiratedNl - expectedNl);
  const limit = limitNl(fill.deliveredNl);
  return {
    from: fill.order,
    ...refill,
    expectedNl,
    discrepancyNl,
    limitNl: limit,
    withinLimit: Math.abs(discrepancyNl) <= limit,
    deliveredNl: fill.deliveredNl,
    deliveryRatio: fill.deliveredNl === 0 ? null : (fill.filledNl - refill.aspiratedNl) / fill.deliveredNl,
  };
};
