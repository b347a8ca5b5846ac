import type { SubscriptionView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { Empty, Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { DeliveryItem } from './delivery-item.tsx';
import { useDeliveries } from './use-subscriptions.ts';

/** What was sent to a subscriber or is to be, the newest first. */
export const Deliveries = ({ subscription: { id, status } }: { readonly subscription: SubscriptionView }): ReactNode => {
  const { items, pending, error, more, again } = useDeliveries(id);
  if (error !== null) return <Refused error={error} who="deliveries are for those who may subscribe." again={again} />;
  if (pending) return <Loading what="the deliveries" />;
  if (items.length === 0) return <Empty>Nothing has been sent yet. A test shows whether the way is open.</Empty>;
  return (
    <>
      <ul className="deliveries">
        {items.map(delivery => (
          <DeliveryItem key={delivery.id} delivery={delivery} ended={status === 'ended'} />
        ))}
      </ul>
      {more === null ? null : <button type="button" onClick={more}>Older deliveries</button>}
    </>
  );
};
