import type { SubscriptionView } from '@cisterna/contract';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { call } from '../data/call.ts';
import { AskDialog } from '../parts/ask-dialog.tsx';
import { Failure } from '../parts/notice.tsx';
import { FilterFields } from './filter-fields.tsx';
import { bodyOf, emptyFields, fieldsOf, type SubscriptionFields } from './subscription-fields.ts';
import { TargetFields } from './target-fields.tsx';
import { subscriptionRoute, useOrder } from './use-subscriptions.ts';

interface FormProps {
  /** The one to change; null makes a new one. */
  readonly subscription: SubscriptionView | null;
  readonly close: () => void;
  readonly saved: (subscription: SubscriptionView) => void;
}

const save = (subscription: SubscriptionView | null, fields: SubscriptionFields): Promise<SubscriptionView> =>
  subscription === null
    ? call('/v1/subscriptions', { method: 'POST', body: bodyOf(fields, 'create') })
    : call(subscriptionRoute(subscription.id), { method: 'PATCH', body: bodyOf(fields, 'change') });

/** Asks who is to hear of which alerts. */
export const SubscriptionForm = ({ subscription, close, saved }: FormProps): ReactNode => {
  const [fields, setFields] = useState(subscription === null ? emptyFields : fieldsOf(subscription));
  const { mutate, isPending, error } = useOrder((said: SubscriptionFields) => save(subscription, said), saved);
  const change = (over: Partial<SubscriptionFields>): void => { setFields(former => ({ ...former, ...over })); };
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    mutate(fields);
  };
  return (
    <AskDialog title={subscription === null ? 'New subscription' : `Change ${subscription.name}`} close={close}>
      <form onSubmit={send}>
        <TargetFields fields={fields} fixed={subscription !== null} change={change} />
        <FilterFields fields={fields} change={change} />
        {error === null ? null : <Failure error={error} />}
        <div className="ask-foot">
          <button type="button" onClick={close}>Cancel</button>
          <button type="submit" className="primary" disabled={isPending}>{isPending ? 'Saving …' : 'Save'}</button>
        </div>
      </form>
    </AskDialog>
  );
};
