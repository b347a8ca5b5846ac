import type { AlertPriority, CatheterStatus, DeliveryState, PumpSummary, RefillStatus } from '@cisterna/contract';
import type { Urgency } from './mark.tsx';

/** A state as people say it, and how much it needs somebody. */
export interface StateWord {
  readonly word: string;
  readonly urgency: Urgency;
}

export const deliveryWords: Readonly<Record<DeliveryState, StateWord>> = {
  'not-delivering': { word: 'Not delivering', urgency: 'high' },
  unknown: { word: 'Unknown', urgency: 'medium' },
  delivering: { word: 'Delivering', urgency: 'none' },
};

export const refillWords: Readonly<Record<RefillStatus, StateWord>> = {
  overdue: { word: 'Overdue', urgency: 'high' },
  due: { word: 'Due', urgency: 'medium' },
  'due-soon': { word: 'Due soon', urgency: 'low' },
  unknown: { word: 'Unknown', urgency: 'none' },
  ok: { word: 'In time', urgency: 'none' },
};

export const catheterWords: Readonly<Record<CatheterStatus, StateWord>> = {
  confirmed: { word: 'Confirmed', urgency: 'high' },
  suspected: { word: 'Suspected', urgency: 'medium' },
  'not-assessable': { word: 'Not assessable', urgency: 'none' },
  'no-suspicion': { word: 'No suspicion', urgency: 'none' },
};

export const priorityWords: Readonly<Record<AlertPriority | 'none', StateWord>> = {
  high: { word: 'High', urgency: 'high' },
  medium: { word: 'Medium', urgency: 'medium' },
  low: { word: 'Low', urgency: 'low' },
  none: { word: 'None', urgency: 'none' },
};

const kinds = { occlusion: 'Occlusion', leak: 'Leak' } as const;

/** The judgement of the catheter in words: `Leak suspected`. */
export const catheterWord = ({ status, suspectedKind }: Pick<PumpSummary['catheter'], 'status' | 'suspectedKind'>): StateWord => {
  const { word, urgency } = catheterWords[status];
  return { urgency, word: suspectedKind === null || urgency === 'none' ? word : `${kinds[suspectedKind]} ${word.toLowerCase()}` };
};
