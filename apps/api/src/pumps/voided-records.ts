import { compareOrder, type EventOrder } from '@cisterna/contract';
import type { PumpState } from '@cisterna/domain';

/** The records that are taken back, the newest void first: one that a later void takes back has no effect. */
export const voidedRecords = ({ voids }: Pick<PumpState, 'voids'>): readonly EventOrder[] => {
  const voided: EventOrder[] = [];
  const isVoided = (order: EventOrder): boolean => voided.some(other => compareOrder(other, order) === 0);
  for (const { own, target } of [...voids].sort((a, b) => compareOrder(b.own, a.own)))
    if (!isVoided(own)) voided.push(target);
  return voided;
};
