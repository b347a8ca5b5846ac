import { runProcess } from '@cisterna/service';
import { runCisterna } from './run-cisterna.ts';

const pumps = '24';

/**
 * What `npm start` runs: the whole service with a small simulated fleet. Its past is written first, so time is the stream's.
 * Whoever sets the variables himself gets what he sets.
 */
process.env['CISTERNA_SIMULATE'] ??= pumps;
if (process.env['CISTERNA_SIMULATE'] !== '0') process.env['CISTERNA_CLOCK'] ??= 'stream';

await runProcess('cisterna', async service => {
  const url = await runCisterna(service);
  const lines = [
    '',
    `  Cisterna is running: ${url}`,
    `  ${url}/v1/pumps  ${url}/openapi.json  ${url}/health/ready`,
    service.settings.simulatedPumps > 0 ? '  The pumps are simulated. This is not a medical device.' : '  No simulated pumps: send events to /v1/events.',
    '  Ctrl-C stops it; the data stay.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});
