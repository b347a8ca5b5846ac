import type { Service } from '@cisterna/service';
import { shelfTimer } from './shelf-timer.ts';

/** Starts the timer that ends shelves by the service's clock. */
export const startShelves = ({ model, eventLog, log, clock, settings, shutdown }: Service): void => {
  const timer = shelfTimer({ model, log, clock, clockKind: settings.clock, topic: eventLog.topic });
  timer.start();
  shutdown.add('shelves', () => timer.stop());
};
