import type { DeliveryView, SubscriptionView } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { call } from '../data/call.ts';
import { AskDialog } from '../parts/ask-dialog.tsx';
import { Mark } from '../parts/mark.tsx';
import { Failure } from '../parts/notice.tsx';
import { testWords } from './subscription-words.ts';
import { subscriptionRoute, useOrder, useRemoval } from './use-subscriptions.ts';

interface OrderProps {
  readonly subscription: SubscriptionView;
  readonly edit: () => void;
  readonly revealed: (subscription: SubscriptionView) => void;
  readonly removed: () => void;
}

interface Sure {
  readonly title: string;
  readonly text: string;
  readonly verb: string;
  readonly act: () => void;
}

const SureDialog = ({ sure: { title, text, verb, act }, close }: { readonly sure: Sure; readonly close: () => void }): ReactNode => (
  <AskDialog title={title} close={close}>
    <p>{text}</p>
    <div className="ask-foot">
      <button type="button" onClick={close}>Cancel</button>
      <button type="button" className="primary" onClick={() => { close(); act(); }}>{verb}</button>
    </div>
  </AskDialog>
);

const useOrders = ({ subscription: { id }, revealed, removed }: OrderProps) => {
  const route = subscriptionRoute(id);
  return {
    test: useOrder(() => call<DeliveryView>(`${route}/test`, { method: 'POST' })),
    rotate: useOrder(() => call<SubscriptionView>(route, { method: 'PATCH', body: { secret: 'rotate' } }), revealed),
    revive: useOrder(() => call<SubscriptionView>(route, { method: 'PATCH', body: { status: 'active' } })),
    remove: useRemoval(id, removed),
  };
};

const rotation = 'The former secret signs beside the new one for 24 hours, so that the subscriber has time to change.';
const removal = 'Nothing more is sent, not even what is waiting. This can not be undone.';

type Orders = ReturnType<typeof useOrders>;

const Outcome = ({ delivery }: { readonly delivery: DeliveryView | undefined }): ReactNode => {
  if (delivery === undefined) return null;
  const { word, urgency } = testWords(delivery);
  return urgency === 'none' ? word : <Mark urgency={urgency}>{word}</Mark>;
};

const TestButton = ({ status, orders: { test, revive } }: Pick<SubscriptionView, 'status'> & { readonly orders: Orders }): ReactNode =>
  status === 'ended' ? (
    <button type="button" onClick={() => { revive.mutate(); }}>Take up again</button>
  ) : (
    <button type="button" disabled={test.isPending} onClick={() => { test.mutate(); }}>{test.isPending ? 'Sending …' : 'Send a test'}</button>
  );

/** What can be done with a subscription, and what came of it. */
export const SubscriptionOrders = (props: OrderProps): ReactNode => {
  const { subscription: { name, status, channel }, edit } = props;
  const orders = useOrders(props);
  const { test, rotate, remove } = orders;
  const [sure, setSure] = useState<Sure | null>(null);
  const failed = Object.values(orders).find(({ error }) => error !== null);
  return (
    <>
      <div className="orders">
        <TestButton status={status} orders={orders} />
        <button type="button" onClick={edit}>Change …</button>
        {channel === 'webhook' ? <button type="button" onClick={() => { setSure({ title: `New secret for ${name}`, text: rotation, verb: 'Make a new secret', act: rotate.mutate }); }}>Rotate secret …</button> : null}
        <button type="button" onClick={() => { setSure({ title: `Delete ${name}`, text: removal, verb: 'Delete', act: remove.mutate }); }}>Delete …</button>
      </div>
      <p role="status"><Outcome delivery={test.data} /></p>
      {failed === undefined ? null : <Failure error={failed.error} />}
      {sure === null ? null : <SureDialog sure={sure} close={() => { setSure(null); }} />}
    </>
  );
};
