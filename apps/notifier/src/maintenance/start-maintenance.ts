import type { Service } from '@cisterna/service';
import { MaintenanceTimer } from './maintenance-timer.ts';

/** Starts the timer that begins and ends maintenance by the service's clock. */
export const startMaintenance = ({ model, eventLog, log, clock, settings, shutdown }: Service): void => {
  const timer = new MaintenanceTimer({ model, log, clock, clockKind: settings.clock, topic: eventLog.topic });
  timer.start();
  shutdown.add('maintenance', () => timer.stop());
};
