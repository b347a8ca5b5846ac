import type { DeliveryView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { call } from '../data/call.ts';
import { Mark } from '../parts/mark.tsx';
import { Failure } from '../parts/notice.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { answerWords, deliveryWords } from './subscription-words.ts';
import { useOrder } from './use-subscriptions.ts';

const Attempts = ({ attempts }: Pick<DeliveryView, 'attempts'>): ReactNode => (
  <ol className="attempts">
    {attempts.map(({ number, at, nextAttemptAt, ...answer }) => (
      <li key={number}>
        <TimeText time={at} /> {answerWords(answer)}
        {nextAttemptAt === null ? null : <span className="faint"> · next try <TimeText time={nextAttemptAt} /></span>}
      </li>
    ))}
  </ol>
);

const About = ({ delivery: { test, type, alertId, version } }: { readonly delivery: DeliveryView }): ReactNode => (
  <>
    <strong>{test ? 'Test' : type}</strong>{' '}
    {alertId === null || test ? null : <Link href={`/alerts/${encodeURIComponent(alertId)}`}>{alertId}{version === null ? '' : `, version ${version}`}</Link>}
  </>
);

/** One message with every attempt to bring it there; it can be sent again. */
export const DeliveryItem = ({ delivery, ended }: { readonly delivery: DeliveryView; readonly ended: boolean }): ReactNode => {
  const { id, status, reason, createdAt, nextAttemptAt, attempts } = delivery;
  const { mutate, isPending, error } = useOrder(() => call<DeliveryView>(`/v1/deliveries/${encodeURIComponent(id)}/redeliver`, { method: 'POST' }));
  const { word, urgency } = deliveryWords[status];
  return (
    <li className="delivery">
      <div className="delivery-head">
        <Mark urgency={urgency}>{word}</Mark>
        <span className="delivery-about"><About delivery={delivery} /></span>
        <span className="faint"><TimeText time={createdAt} /></span>
        <button type="button" disabled={isPending || ended} onClick={() => { mutate(); }} aria-label={`Redeliver ${delivery.type} of ${createdAt}`}>Redeliver</button>
      </div>
      {reason === null ? null : <p className="faint">{reason}</p>}
      {nextAttemptAt === null || attempts.length > 0 ? null : <p className="faint">First try <TimeText time={nextAttemptAt} /></p>}
      <Attempts attempts={attempts} />
      {error === null ? null : <Failure error={error} />}
    </li>
  );
};
