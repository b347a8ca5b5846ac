import { join } from 'node:path';
import { serveHealth } from '@cisterna/platform';
import { runProcess } from '@cisterna/service';
import { FileBookmark } from './live/fleet-bookmark.ts';
import { FleetRunner } from './live/fleet-runner.ts';
import { SimulatedFleet } from './live/simulated-fleet.ts';

/** Pumps where CISTERNA_SIMULATE says nothing. */
const usualPumps = 24;

/** The simulator alone: a fleet that lives on the shared log, and goes on with its life after a restart. */
await runProcess('simulator', async ({ settings, eventLog, clock, log, health, metrics, shutdown }) => {
  const server = await serveHealth(settings, health, metrics);
  shutdown.add('http', () => server.close());
  await eventLog.ready();
  const fleet = new SimulatedFleet({
    choice: { pumps: settings.simulatedPumps === 0 ? usualPumps : settings.simulatedPumps },
    append: records => eventLog.append(records),
    bookmark: new FileBookmark(join(settings.dataDir, 'simulated-fleet.json')),
    clock,
    log,
  });
  const runner = new FleetRunner(fleet, error => {
    shutdown.fail(error);
  });
  shutdown.add('fleet', () => runner.stop());
  runner.start();
});
