import type { Service } from '@cisterna/service';
import { createApi } from '../../api/src/create-api.ts';
import { startNotifier } from '../../notifier/src/start-notifier.ts';
import { startProjector } from '../../projector/src/start-projector.ts';
import { startFleet } from './start-fleet.ts';

/** All parts in one process, in the order in which data flow; answers where the API listens. They stop in the opposite order. */
export const runCisterna = async (service: Service): Promise<string> => {
  startProjector(service);
  startNotifier(service);
  const { model: readModel, ...parts } = service;
  const api = await createApi({ ...parts, readModel });
  service.shutdown.add('api', () => api.close());
  await api.listen();
  await startFleet(service);
  return api.url;
};
