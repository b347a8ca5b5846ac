import type { Service } from '@cisterna/service';
import { startDeliveries } from './dispatch/start-deliveries.ts';
import { OutboxRelay } from './relay/outbox-relay.ts';
import { startMaintenance } from './maintenance/start-maintenance.ts';
import { startShelves } from './shelves/start-shelves.ts';

/** Starts the end of shelves, maintenance, deliveries to subscribers, and the publishing of alert changes and dead letters to their topics; with the embedded log there are no topics. */
export const startNotifier = (service: Service): void => {
  startShelves(service);
  startMaintenance(service);
  startDeliveries(service);
  const { model, eventLog, log, shutdown } = service;
  if (eventLog.publisher === null) return;
  const relay = new OutboxRelay({ model, publisher: eventLog.publisher, log });
  relay.start();
  shutdown.add('notifier', () => relay.stop());
};
