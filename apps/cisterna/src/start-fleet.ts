import { join } from 'node:path';
import type { Service } from '@cisterna/service';
import { FileBookmark } from '../../simulator/src/live/fleet-bookmark.ts';
import { FleetRunner } from '../../simulator/src/live/fleet-runner.ts';
import { SimulatedFleet } from '../../simulator/src/live/simulated-fleet.ts';

/** Starts the simulated pumps of the demonstration, where the settings ask for any; a fleet that fails leaves the service running. */
export const startFleet = async ({ settings, eventLog, clock, log, shutdown }: Service): Promise<void> => {
  if (settings.simulatedPumps === 0) return;
  const fleet = new SimulatedFleet({
    choice: { pumps: settings.simulatedPumps },
    append: records => eventLog.append(records),
    bookmark: new FileBookmark(join(settings.dataDir, 'simulated-fleet.json')),
    clock,
    log,
  });
  await eventLog.ready();
  const runner = new FleetRunner(fleet, err => {
    log.error({ err }, 'simulator.failed');
  });
  shutdown.add('fleet', () => runner.stop());
  runner.start();
};
