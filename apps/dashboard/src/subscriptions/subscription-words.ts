import type { DeliveryStatus, DeliveryView, SubscriptionView } from '@cisterna/contract';
import { kindWords } from '../alerts/alert-words.ts';
import { priorityWords, type StateWord } from '../parts/state-words.ts';

export const statusWords: Readonly<Record<SubscriptionView['status'], StateWord>> = {
  active: { word: 'Active', urgency: 'none' },
  failing: { word: 'Failing', urgency: 'medium' },
  ended: { word: 'Ended', urgency: 'low' },
};

export const deliveryWords: Readonly<Record<DeliveryStatus, StateWord>> = {
  waiting: { word: 'Waiting', urgency: 'low' },
  held: { word: 'Held back', urgency: 'none' },
  summarised: { word: 'In a digest', urgency: 'none' },
  delivered: { word: 'Delivered', urgency: 'none' },
  'given-up': { word: 'Given up', urgency: 'medium' },
  cancelled: { word: 'Cancelled', urgency: 'none' },
  suppressed: { word: 'Suppressed', urgency: 'none' },
};

const units: readonly (readonly [string, number])[] = [['days', 86_400], ['h', 3_600], ['min', 60]];

/** A wait in its largest whole unit: `90 min`, `2 h`. */
export const waitWords = (seconds: number): string => {
  const [unit, size] = units.find(([, length]) => seconds % length === 0 && seconds >= length) ?? ['s', 1];
  return `${seconds / size} ${unit}`;
};

const listed = (list: readonly string[] | null, what: string): readonly string[] =>
  list === null ? [] : [list.length > 3 ? `${list.length} ${what}` : list.join(', ')];

/** What a subscription lets through, in words. */
export const filterWords = ({ clinicIds, pumpIds, kinds, minPriority }: Pick<SubscriptionView, 'clinicIds' | 'pumpIds' | 'kinds' | 'minPriority'>): string => {
  const parts = [
    ...listed(clinicIds, 'clinics'),
    ...listed(pumpIds, 'pumps'),
    ...listed(kinds === null ? null : kinds.map(kind => kindWords[kind]), 'kinds'),
    ...(minPriority === null ? [] : [minPriority === 'high' ? 'High priority' : `${priorityWords[minPriority].word} priority and above`]),
  ];
  return parts.length === 0 ? 'Every alert' : parts.join(' · ');
};

/** What the subscriber answered, in words: `204 after 35 ms`, `no answer after 5000 ms: timeout`. */
export const answerWords = ({ status, error, durationMs }: Pick<DeliveryView['attempts'][number], 'status' | 'error' | 'durationMs'>): string =>
  `${status === null ? 'No answer' : `Answer ${status}`} after ${durationMs} ms${error === null ? '' : `: ${error}`}`;

/** What came of a test. */
export const testWords = ({ status, reason, attempts }: Pick<DeliveryView, 'status' | 'reason' | 'attempts'>): StateWord => {
  const last = attempts.at(-1);
  if (last === undefined) return { word: `The test is on its way${reason === null ? '' : `: ${reason}`}. Its answer will stand among the deliveries.`, urgency: 'none' };
  return status === 'delivered' ? { word: `The test arrived. ${answerWords(last)}.`, urgency: 'none' } : { word: `The test did not arrive. ${answerWords(last)}.`, urgency: 'medium' };
};
