import type { AlertKind, AlertPriority, EpochMs, PumpId, QuietHours, SubscriptionChannel } from '@cisterna/contract';

/** Which alerts a subscriber wants; null: all. */
export interface AlertChoice {
  readonly clinicIds: readonly string[] | null;
  readonly pumpIds: readonly PumpId[] | null;
  readonly kinds: readonly AlertKind[] | null;
  readonly minPriority: AlertPriority | null;
}

/** What its owner says about a subscription. */
export interface SubscriptionTerms extends AlertChoice {
  readonly name: string;
  readonly target: string;
  readonly escalateAfterSeconds: number | null;
  readonly repeatEverySeconds: number | null;
  /** In which no e-mail goes out but for high priority. */
  readonly quietHours: QuietHours | null;
}

/** A subscription to be made. */
export interface NewSubscription extends SubscriptionTerms {
  readonly id: string;
  readonly channel: SubscriptionChannel;
  /** `whsec_…`; null where the channel signs nothing. */
  readonly secret: string | null;
  readonly createdBy: string;
  readonly createdAt: EpochMs;
}

/** A subscription as stored; `ended` by its subscriber, with a reason. */
export interface StoredSubscription extends NewSubscription {
  /** Signs too until `formerSecretUntil`. */
  readonly formerSecret: string | null;
  readonly formerSecretUntil: EpochMs | null;
  readonly status: 'active' | 'ended';
  readonly endedBecause: string | null;
  /** The first of the failed attempts since the last success; null: the last one succeeded, or there was none. */
  readonly failingSince: EpochMs | null;
  readonly failedAttempts: number;
  readonly lastError: string | null;
  readonly updatedAt: EpochMs;
}

const camelColumns: readonly (readonly [string, keyof StoredSubscription])[] = [
  ['id', 'id'],
  ['name', 'name'],
  ['channel', 'channel'],
  ['target', 'target'],
  ['clinic_ids', 'clinicIds'],
  ['pump_ids', 'pumpIds'],
  ['kinds', 'kinds'],
  ['min_priority', 'minPriority'],
  ['escalate_after_seconds', 'escalateAfterSeconds'],
  ['repeat_every_seconds', 'repeatEverySeconds'],
  ['quiet_hours', 'quietHours'],
  ['secret', 'secret'],
  ['former_secret', 'formerSecret'],
  ['former_secret_until_ms', 'formerSecretUntil'],
  ['status', 'status'],
  ['ended_because', 'endedBecause'],
  ['failing_since_ms', 'failingSince'],
  ['failed_attempts', 'failedAttempts'],
  ['last_error', 'lastError'],
  ['created_ms', 'createdAt'],
  ['created_by', 'createdBy'],
  ['updated_ms', 'updatedAt'],
];

/** The columns of a StoredSubscription, of the table as `s`. */
export const subscriptionColumns = camelColumns.map(([column, member]) => `s.${column} as "${member}"`).join(', ');
