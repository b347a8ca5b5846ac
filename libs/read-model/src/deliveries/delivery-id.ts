import { createHash } from 'node:crypto';

const digest = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);

/** The `webhook-id` of one change: the same over attempts, processes, redeliveries and subscriptions. No full stop is in it, which signatures use as a separator. */
export const messageIdOf = (alertId: string, version: number): string => `msg_${digest(alertId, version)}`;

/** The id of a change's delivery to one subscription; the same whoever makes it. */
export const deliveryIdOf = (subscriptionId: string, alertId: string, version: number): string =>
  `dlv_${digest(subscriptionId, alertId, version)}`;
