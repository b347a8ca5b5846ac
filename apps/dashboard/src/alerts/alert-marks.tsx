import type { AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { localTime } from '../format/times.ts';
import { Mark } from '../parts/mark.tsx';
import { priorityWords } from '../parts/state-words.ts';
import { handlingOf } from './alert-choice.ts';
import { standingOf } from './alert-words.ts';

/** The priority in shape, colour and word; quiet once nobody is needed for it. */
export const PriorityMark = ({ alert }: { readonly alert: AlertView }): ReactNode => {
  const { word, urgency } = priorityWords[alert.priority];
  const calm = handlingOf(alert) !== 'waiting' && alert.condition === 'inactive';
  return <Mark urgency={calm ? 'none' : urgency}>{word}</Mark>;
};

/** Where the alert stands and who has dealt with it, in words: `Active · shelved until 14:00`. */
export const handlingText = (alert: AlertView): string => {
  const { shelved, acknowledged } = alert;
  if (shelved !== null) return `shelved until ${localTime(shelved.until)}`;
  return acknowledged === null ? 'not acknowledged' : `acknowledged by ${acknowledged.by}`;
};

/** Condition and handling, with what makes this alert special. */
export const StandingText = ({ alert }: { readonly alert: AlertView }): ReactNode => (
  <>
    {standingOf(alert).word} · {alert.acknowledged === null && alert.shelved === null ? <strong>not acknowledged</strong> : handlingText(alert)}
    {alert.provisional ? ' · provisional' : ''}
    {alert.suppressedBy.some(({ reason }) => reason !== 'shelved') ? ' · suppressed' : ''}
  </>
);
