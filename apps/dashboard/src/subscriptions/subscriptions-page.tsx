import type { SubscriptionView } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { useHashQuery } from '../data/hash-location.ts';
import { Empty, Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { SecretOnce } from './secret-once.tsx';
import { SubscriptionDetail } from './subscription-detail.tsx';
import { SubscriptionForm } from './subscription-form.tsx';
import { SubscriptionList } from './subscription-list.tsx';
import { useSubscriptions, type PagesRead } from './use-subscriptions.ts';
import './subscriptions-page.css';

/** What lies over the page. */
type Over = { readonly form: SubscriptionView | null } | { readonly secret: SubscriptionView } | null;

const Dialogs = ({ over, set, open }: { readonly over: Over; readonly set: (over: Over) => void; readonly open: (id: string) => void }): ReactNode => {
  if (over === null) return null;
  const close = (): void => { set(null); };
  if ('secret' in over) return <SecretOnce secret={over.secret.secret ?? ''} name={over.secret.name} close={close} />;
  const saved = (subscription: SubscriptionView): void => {
    open(subscription.id);
    set(subscription.secret === undefined ? null : { secret: subscription });
  };
  return <SubscriptionForm subscription={over.form} close={close} saved={saved} />;
};

const Nothing = ({ read: { pending, error, again } }: { readonly read: PagesRead<SubscriptionView> }): ReactNode => {
  if (error !== null) return <Refused error={error} who="subscriptions are for clinicians and administrators." again={again} />;
  return pending ? <Loading what="the subscriptions" /> : <Empty>Nobody has subscribed yet. A subscription sends every change of an alert to a webhook or a mailbox.</Empty>;
};

/** Who hears of alerts, and the proof of it. */
export const SubscriptionsPage = (): ReactNode => {
  const read = useSubscriptions();
  const [query, setQuery] = useHashQuery();
  const [over, setOver] = useState<Over>(null);
  const shownId = new URLSearchParams(query).get('id');
  const shown = read.items.find(({ id }) => id === shownId);
  const open = (id: string): void => { setQuery(new URLSearchParams({ id }).toString()); };
  return (
    <div className={`subscriptions ${shown === undefined ? '' : 'subscriptions-with-detail'}`}>
      <div className="sub-head">
        <h1>Subscriptions</h1>
        {read.error === null ? <button type="button" onClick={() => { setOver({ form: null }); }}>New subscription …</button> : null}
      </div>
      <div className="sub-columns">
        <div>
          {read.items.length === 0 ? <Nothing read={read} /> : <SubscriptionList items={read.items} shownId={shownId} open={open} />}
          {read.more === null ? null : <button type="button" onClick={read.more}>Older subscriptions</button>}
        </div>
        {shown === undefined ? null : <SubscriptionDetail key={shown.id} subscription={shown} edit={() => { setOver({ form: shown }); }} revealed={secret => { setOver({ secret }); }} removed={() => { setQuery(''); }} />}
      </div>
      <Dialogs over={over} set={setOver} open={open} />
    </div>
  );
};
