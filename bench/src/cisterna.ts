import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { KafkaEventLog, type PartitionBatch, type PartitionOwner } from '@cisterna/event-log';
import { createMetrics, startEmbeddedPostgres, wallClock } from '@cisterna/platform';
import { openReadModel } from '@cisterna/read-model';
import { Projector } from '../../apps/projector/src/projector.ts';

/**
 * Cisterna's projector with everything on: archive, read models, snapshots, alerts, outbox and position, on an embedded PostgreSQL
 * with the settings of the product. Arguments: brokers, topic. Prints `{ events, seconds, databaseBytes }`.
 */
const [brokers = 'localhost:9092', topic = 'bench.telemetry'] = process.argv.slice(2);
const log = pino({ level: 'warn' }, pino.destination(2));

const dataDir = await mkdtemp(join(tmpdir(), 'cisterna-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, durable: true, log });
const model = await openReadModel({ url: postgres.url, poolSize: 16, log });
const name = `${topic}.${process.pid}`;
const topics = { telemetry: topic, alerts: `${name}.alerts`, deadLetters: `${name}.dlq` };
const eventLog = new KafkaEventLog(
  { brokers: brokers.split(','), topics, group: `bench-cisterna-${process.pid}`, partitions: 8, replication: 1, fetchBytes: 32 * 1024 * 1024 },
  log,
);
await eventLog.ready();
const watermarks = await eventLog.watermarks();
const total = watermarks.reduce((sum, { low, high }) => sum + Number(high - low), 0);

let startedMs = 0;
const read = new Map<number, bigint>();
const projector = new Projector({
  eventLog,
  model,
  metrics: createMetrics(),
  log,
  clock: wallClock,
  clockKind: 'stream',
});
const timed: PartitionOwner = {
  opened: partition => projector.opened(partition),
  batch: (batch: PartitionBatch) => {
    startedMs ||= performance.now();
    return projector.batch(batch);
  },
  revoked: partitions => projector.revoked(partitions),
  observed: observation => {
    projector.observed(observation);
  },
};
const seconds = await new Promise<number>(resolve => {
  projector.onCommitted((partition, position) => {
    read.set(partition, position);
    if (watermarks.every(({ partition: p, low, high }) => high === low || read.get(p) === high))
      resolve((performance.now() - startedMs) / 1000);
  });
  projector.start(timed);
});
await projector.stop();
await eventLog.close();
const [row] = await model.dataSource.query<{ bytes: string }[]>('select pg_database_size(current_database()) as bytes');
await model.close();
await postgres.stop();
await rm(dataDir, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ events: total, seconds, databaseBytes: Number(row?.bytes ?? 0) })}\n`);
