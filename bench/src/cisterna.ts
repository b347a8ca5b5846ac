import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { KafkaEventLog } from '@cisterna/event-log';
import { startEmbeddedPostgres } from '@cisterna/platform';
import { openReadModel, partitionStates } from '@cisterna/read-model';

/**
 * Cisterna's projectors with everything on: archive, read models, snapshots, alerts, outbox and position, on an embedded PostgreSQL
 * with the settings of the product. Arguments: brokers, topic, how many projectors. Prints `{ events, seconds, databaseBytes, peakRssBytes }`.
 */
const [brokers = 'localhost:9092', topic = 'bench.telemetry', projectors = '1'] = process.argv.slice(2);
const log = pino({ level: 'error' }, pino.destination(2));
const group = `bench-cisterna-${process.pid}`;
const pollMs = 100;

interface ChildMessage {
  readonly firstBatchAt?: number;
  readonly peakRssBytes?: number;
}

const dataDir = await mkdtemp(join(tmpdir(), 'cisterna-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, durable: true, log });
const model = await openReadModel({ url: postgres.url, poolSize: 2, log });
const topics = { telemetry: topic, alerts: `${group}.alerts`, deadLetters: `${group}.dlq` };
const eventLog = new KafkaEventLog({ brokers: brokers.split(','), topics, group, partitions: 8, replication: 1 }, log);
await eventLog.ready();
const watermarks = await eventLog.watermarks();
const total = watermarks.reduce((sum, { low, high }) => sum + Number(high - low), 0);
await eventLog.close();

let startedAt = Infinity;
let peakRssBytes = 0;
const start = (): ChildProcess => {
  const child = fork(join(import.meta.dirname, 'projector-child.js'), [brokers, topic, group, postgres.url]);
  child.on('message', (message: ChildMessage) => {
    startedAt = Math.min(startedAt, message.firstBatchAt ?? Infinity);
    peakRssBytes += message.peakRssBytes ?? 0;
  });
  return child;
};

const isDone = async (): Promise<boolean> => {
  const positions = new Map((await partitionStates(model, topic)).map(({ partition, position }) => [partition, position]));
  return watermarks.every(({ partition, low, high }) => high === low || positions.get(partition) === high);
};

const children = Array.from({ length: Number(projectors) }, start);
while (!(await isDone())) {
  if (children.some(child => child.exitCode !== null)) throw new Error('a projector ended before the work was done');
  await delay(pollMs);
}
const seconds = (Date.now() - startedAt) / 1000;
for (const child of children) child.send('stop');
await Promise.all(children.map(child => once(child, 'exit')));
const [row] = await model.dataSource.query<{ bytes: string }[]>('select pg_database_size(current_database()) as bytes');
await model.close();
await postgres.stop();
await rm(dataDir, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ events: total, seconds, databaseBytes: Number(row?.bytes ?? 0), peakRssBytes })}\n`);
