import { formatTime, type DeliveryView, type EpochMs, type SubscriptionView } from '@cisterna/contract';
import type { StoredDelivery, StoredSubscription } from '@cisterna/read-model';

const listOrNull = <Item>(list: readonly Item[] | null): Item[] | null => (list === null ? null : [...list]);
const timeOrNull = (at: EpochMs | null): string | null => (at === null ? null : formatTime(at));

/** A subscription as callers see it; its secret only where `shown` hands it over. */
export const subscriptionView = (
  stored: StoredSubscription,
  now: EpochMs,
  shown: string | null = null,
): SubscriptionView => {
  const isFailing = stored.status === 'active' && stored.failingSince !== null;
  const formerSigns = (stored.formerSecretUntil ?? 0) > now;
  return {
    id: stored.id,
    name: stored.name,
    channel: stored.channel,
    target: stored.target,
    clinicIds: listOrNull(stored.clinicIds),
    pumpIds: listOrNull(stored.pumpIds),
    kinds: listOrNull(stored.kinds),
    minPriority: stored.minPriority,
    escalateAfterSeconds: stored.escalateAfterSeconds,
    repeatEverySeconds: stored.repeatEverySeconds,
    quietHours: stored.quietHours,
    status: isFailing ? 'failing' : stored.status,
    failingSince: isFailing ? timeOrNull(stored.failingSince) : null,
    endedBecause: stored.endedBecause,
    formerSecretUntil: formerSigns ? timeOrNull(stored.formerSecretUntil) : null,
    createdAt: formatTime(stored.createdAt),
    createdBy: stored.createdBy,
    updatedAt: formatTime(stored.updatedAt),
    ...(shown === null ? {} : { secret: shown }),
  };
};

/** A delivery as callers see it, with its attempts. */
export const deliveryView = (stored: StoredDelivery): DeliveryView => ({
  id: stored.id,
  subscriptionId: stored.subscriptionId,
  channel: stored.channel,
  type: stored.type,
  webhookId: stored.messageId,
  alertId: stored.alertId,
  version: stored.version,
  test: stored.test,
  status: stored.status,
  reason: stored.reason,
  suppressedBy: stored.suppressedBy === null ? [] : [{ reason: stored.suppressedBy, detail: stored.reason ?? '' }],
  changedAt: formatTime(stored.changeAt),
  createdAt: formatTime(stored.writtenAt),
  deliveredAt: stored.status === 'delivered' ? timeOrNull(stored.finishedAt) : null,
  nextAttemptAt: stored.status === 'waiting' ? timeOrNull(stored.dueAt) : null,
  attempts: stored.attempts.map(({ number, at, status, error, durationMs, nextAttemptAt }) => ({
    number,
    at: formatTime(at),
    status,
    error,
    durationMs,
    nextAttemptAt: timeOrNull(nextAttemptAt),
  })),
});
