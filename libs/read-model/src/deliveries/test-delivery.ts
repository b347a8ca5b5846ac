import { randomUUID } from 'node:crypto';
import {
  formatTime,
  type AlertMessage,
  type AlertView,
  type EpochMs,
  type SubscriptionChannel,
} from '@cisterna/contract';
import { inTransaction, type Session } from '../database/transaction.ts';
import type { ReadModel } from '../read-model.ts';
import { addMessage } from './new-message.ts';

/** Whom to test. */
export interface TestedSubscription {
  readonly id: string;
  readonly name: string;
  readonly channel: SubscriptionChannel;
  readonly clinicIds: readonly string[] | null;
}

const testPump = 'TEST';

const testAlert = (id: string, { name, clinicIds }: TestedSubscription, at: EpochMs): AlertView => {
  const time = formatTime(at);
  return {
    id,
    pumpId: testPump,
    clinicId: clinicIds?.[0] ?? testPump,
    kind: 'device-fault',
    priority: 'low',
    condition: 'active',
    acknowledged: null,
    shelved: null,
    onsetAt: time,
    raisedAt: time,
    clearedAt: null,
    provisional: false,
    title: 'TEST: no pump has anything',
    detail: `A test of the subscription “${name}”. It speaks of no pump and needs nobody.`,
    evidence: [],
    recommendedAction: 'None. That it arrived is all it is for.',
    suppressedBy: [],
    version: 1,
    history: [{ version: 1, change: 'raised', at: time, by: null }],
  };
};

/** Adds a test alert, marked as such, to what a subscriber gets; gives the id of its delivery. */
export const addTest = (session: Session, subscription: TestedSubscription, at: EpochMs): Promise<string> => {
  const lane = `test:${subscription.id}:${randomUUID()}`;
  const message: AlertMessage = {
    type: 'alert.raised',
    timestamp: formatTime(at),
    test: true,
    data: testAlert(lane, subscription, at),
  };
  const body = JSON.stringify(message);
  const { id: subscriptionId, channel } = subscription;
  return addMessage(session, { subscriptionId, channel, lane, version: 1, type: message.type, test: true, body, at });
};

/** Sends a test alert on the way that alerts take; gives the id of its delivery. Throws DatabaseUnavailable. */
export const sendTest = (model: ReadModel, subscription: TestedSubscription, at: EpochMs): Promise<string> =>
  inTransaction(model, session => addTest(session, subscription, at));
