import type { SubscriptionView } from '@cisterna/contract';

/** A webhook that lets everything through, but for what is said otherwise. */
export const subscriptionOf = (over: Partial<SubscriptionView> = {}): SubscriptionView => ({
  id: 'sub_1',
  name: 'Ward',
  channel: 'webhook',
  target: 'https://a.example/',
  clinicIds: null,
  pumpIds: null,
  kinds: null,
  minPriority: null,
  escalateAfterSeconds: null,
  repeatEverySeconds: null,
  quietHours: null,
  status: 'active',
  failingSince: null,
  endedBecause: null,
  formerSecretUntil: null,
  createdAt: '2026-10-28T00:00:00Z',
  createdBy: 'Anna',
  updatedAt: '2026-10-28T00:00:00Z',
  ...over,
});
