import { pino } from 'pino';
import { KafkaEventLog, type PartitionOwner } from '@cisterna/event-log';
import { createMetrics, wallClock } from '@cisterna/platform';
import { openReadModel } from '@cisterna/read-model';
import { Projector } from '../../apps/projector/src/projector.ts';

/**
 * One projector with everything on, as a process of its own. Arguments: brokers, topic, group, database. Tells its parent the time of its first
 * batch, and, when it is told to stop, its highest resident memory.
 */
const [brokers = '', topic = '', group = '', url = ''] = process.argv.slice(2);
const log = pino({ level: 'error' }, pino.destination(2));
const fetchBytes = 128 * 1024 * 1024;

const model = await openReadModel({ url, poolSize: 12, log });
const topics = { telemetry: topic, alerts: `${group}.alerts`, deadLetters: `${group}.dlq` };
const eventLog = new KafkaEventLog({ brokers: brokers.split(','), topics, group, partitions: 8, replication: 1, fetchBytes }, log);
const projector = new Projector({ eventLog, model, metrics: createMetrics(), log, clock: wallClock, clockKind: 'stream', logStopsWithService: false });

let begun = false;
const timed: PartitionOwner = {
  opened: partition => projector.opened(partition),
  batch: batch => {
    if (!begun) process.send?.({ firstBatchAt: Date.now() });
    begun = true;
    return projector.batch(batch);
  },
  revoked: partitions => projector.revoked(partitions),
  observed: observation => {
    projector.observed(observation);
  },
};
process.once('message', () => {
  void (async () => {
    await projector.stop();
    await eventLog.close();
    await model.close();
    process.send?.({ peakRssBytes: process.resourceUsage().maxRSS * 1024 });
    process.disconnect();
  })();
});
await eventLog.ready();
projector.start(timed);
