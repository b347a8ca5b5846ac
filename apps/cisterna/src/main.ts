import { runProcess } from '@cisterna/service';
import { runCisterna } from './run-cisterna.ts';

/** The whole service in one process, from the environment: what `npm run service` runs. */
await runProcess('cisterna', async service => {
  await runCisterna(service);
});
