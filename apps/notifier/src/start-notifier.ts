import type { Service } from '@cisterna/service';
import { OutboxRelay } from './relay/outbox-relay.ts';

/** Starts publishing alert changes and dead letters to their topics; with the embedded log there are no topics, and nothing to do. */
export const startNotifier = ({ model, eventLog, log, shutdown }: Service): void => {
  if (eventLog.publisher === null) return;
  const relay = new OutboxRelay({ model, publisher: eventLog.publisher, log });
  relay.start();
  shutdown.add('notifier', () => relay.stop());
};
