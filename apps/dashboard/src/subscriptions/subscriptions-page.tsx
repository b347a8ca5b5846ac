import type { ReactNode } from 'react';

export const SubscriptionsPage = (): ReactNode => <h1>subscriptions</h1>;
