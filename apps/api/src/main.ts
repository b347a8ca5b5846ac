import { runProcess } from '@cisterna/service';
import { createApi } from './create-api.ts';

/** The API alone: read models to HTTP, telemetry and people's records to the log. */
await runProcess('api', async service => {
  const { model: readModel, ...parts } = service;
  const api = await createApi({ ...parts, readModel });
  service.shutdown.add('api', () => api.close());
  await api.listen();
});
