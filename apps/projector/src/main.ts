import { serveHealth } from '@cisterna/platform';
import { runProcess } from '@cisterna/service';
import { startProjector } from './start-projector.ts';

/** The projector alone: telemetry to archive, read models and alert changes. */
await runProcess('projector', async service => {
  startProjector(service);
  const server = await serveHealth(service.settings, service.health, service.metrics);
  service.shutdown.add('http', () => server.close());
});
