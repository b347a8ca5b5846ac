import type { SubscriptionView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Mark } from '../parts/mark.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { Deliveries } from './deliveries.tsx';
import { SubscriptionOrders } from './subscription-orders.tsx';
import { filterWords, statusWords, waitWords } from './subscription-words.ts';

interface DetailProps {
  readonly subscription: SubscriptionView;
  readonly edit: () => void;
  readonly revealed: (subscription: SubscriptionView) => void;
  readonly removed: () => void;
}

const Standing = ({ subscription: { status, failingSince, endedBecause } }: Pick<DetailProps, 'subscription'>): ReactNode => {
  const { word, urgency } = statusWords[status];
  return (
    <>
      <Mark urgency={urgency}>{word}</Mark>
      {failingSince === null ? null : <> since <TimeText time={failingSince} />: the subscriber does not answer as it should, tries go on</>}
      {endedBecause === null ? null : `: ${endedBecause}`}
    </>
  );
};

const Facts = ({ subscription }: Pick<DetailProps, 'subscription'>): ReactNode => {
  const { channel, target, escalateAfterSeconds, repeatEverySeconds, quietHours, formerSecretUntil, createdAt, createdBy } = subscription;
  return (
    <dl className="sub-facts">
      <dt>Status</dt>
      <dd><Standing subscription={subscription} /></dd>
      <dt>{channel === 'webhook' ? 'Webhook' : 'E-mail'}</dt>
      <dd>{target}</dd>
      <dt>Lets through</dt>
      <dd>{filterWords(subscription)}</dd>
      {escalateAfterSeconds === null ? null : <><dt>Escalates</dt><dd>after {waitWords(escalateAfterSeconds)} without acknowledgement</dd></>}
      {repeatEverySeconds === null ? null : <><dt>Repeats</dt><dd>every {waitWords(repeatEverySeconds)}</dd></>}
      {quietHours === null ? null : <><dt>Quiet hours</dt><dd>{quietHours.from} to {quietHours.to} ({quietHours.timeZone}), high priority excepted</dd></>}
      {formerSecretUntil === null ? null : <><dt>Former secret</dt><dd>signs until <TimeText time={formerSecretUntil} /></dd></>}
      <dt>Made</dt>
      <dd><TimeText time={createdAt} /> by {createdBy}</dd>
    </dl>
  );
};

/** One subscription: where it stands, what can be done with it, and the proof of what was sent. */
export const SubscriptionDetail = (props: DetailProps): ReactNode => (
  <section className="sheet sub-detail" aria-labelledby="sub-title">
    <div className="sub-detail-head">
      <h2 id="sub-title">{props.subscription.name}</h2>
      <Link href="/subscriptions">Close</Link>
    </div>
    <Facts subscription={props.subscription} />
    <SubscriptionOrders {...props} />
    <h3>Deliveries</h3>
    <Deliveries subscription={props.subscription} />
  </section>
);
