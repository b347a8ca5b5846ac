import type { Service } from '@cisterna/service';
import { maintenanceTimer } from './maintenance-timer.ts';

/** Starts the timer that begins and ends maintenance by the service's clock. */
export const startMaintenance = ({ model, eventLog, log, clock, settings, shutdown }: Service): void => {
  const timer = maintenanceTimer({ model, log, clock, clockKind: settings.clock, topic: eventLog.topic });
  timer.start();
  shutdown.add('maintenance', () => timer.stop());
};
