import type { SubscriptionView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { Mark } from '../parts/mark.tsx';
import { filterWords, statusWords } from './subscription-words.ts';

interface ListProps {
  readonly items: readonly SubscriptionView[];
  readonly shownId: string | null;
  readonly open: (id: string) => void;
}

/** The subscriptions; one of them is shown beside the list. */
export const SubscriptionList = ({ items, shownId, open }: ListProps): ReactNode => (
  <ul className="sub-list">
    {items.map(subscription => {
      const { id, name, status, channel, target } = subscription;
      return (
        <li key={id}>
          <button type="button" className="sub-row" aria-current={id === shownId ? 'true' : undefined} onClick={() => { open(id); }}>
            <span className="sub-name">{name}</span>
            <Mark urgency={statusWords[status].urgency}>{statusWords[status].word}</Mark>
            <span className="sub-target faint">{channel === 'webhook' ? 'Webhook' : 'E-mail'} · {target}</span>
            <span className="sub-filter faint">{filterWords(subscription)}</span>
          </button>
        </li>
      );
    })}
  </ul>
);
