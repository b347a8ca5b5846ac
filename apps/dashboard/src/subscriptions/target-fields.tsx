import type { ReactNode } from 'react';
import type { SubscriptionFields } from './subscription-fields.ts';

interface TargetProps {
  readonly fields: SubscriptionFields;
  /** The channel of a subscription can't be changed. */
  readonly fixed: boolean;
  readonly change: (over: Partial<SubscriptionFields>) => void;
}

/** Asks for a name, and where the messages go. */
export const TargetFields = ({ fields: { name, channel, target }, fixed, change }: TargetProps): ReactNode => (
  <>
    <label>
      Name
      <input required maxLength={200} value={name} onChange={event => { change({ name: event.target.value }); }} />
    </label>
    <label>
      Channel
      <select value={channel} disabled={fixed} onChange={event => { change({ channel: event.target.value === 'email' ? 'email' : 'webhook' }); }}>
        <option value="webhook">Webhook</option>
        <option value="email">E-mail</option>
      </select>
    </label>
    <label>
      {channel === 'webhook' ? 'Address (https)' : 'E-mail address'}
      <input required type={channel === 'webhook' ? 'url' : 'email'} value={target} placeholder={channel === 'webhook' ? 'https://…' : 'ward@…'} onChange={event => { change({ target: event.target.value }); }} />
    </label>
  </>
);
