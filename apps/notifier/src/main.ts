import { serveHealth } from '@cisterna/platform';
import { runProcess } from '@cisterna/service';
import { startNotifier } from './start-notifier.ts';

/** The notifier alone: alert changes and dead letters to their topics. */
await runProcess('notifier', async service => {
  startNotifier(service);
  const server = await serveHealth(service.settings, service.health, service.metrics);
  service.shutdown.add('http', () => server.close());
});
