import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startBroker } from '../../deploy/kafka/broker.ts';
import type { Contestant } from './contestant.ts';
import { cisterna, kafkaStreams, rawKafkajs } from './contestants.ts';
import { fullSize, writeDataset } from './dataset-topic.ts';
import { measureDetection } from './detection-cost.ts';
import { measureDigest } from './digest.ts';
import { measureFootprint } from './footprint.ts';
import { measureLatency } from './latency.ts';
import { describeMachine } from './machine.ts';
import { measurePageLatency } from './page-latency.ts';
import { measurePageMemory } from './page-memory.ts';
import { measurePageStart } from './page-start.ts';
import { measureRaces } from './races.ts';
import { renderDetection, renderDigest, renderDistributions, renderFootprint, renderMachine, renderPageMemory, renderRaces, renderSubscribers, renderThroughput } from './report.ts';
import { runRounds } from './rounds.ts';
import { measureSubscribers } from './subscribers.ts';
import { measureWebhooks } from './webhooks.ts';

/** In the order of the table. */
const contestants: readonly Contestant[] = [rawKafkajs, kafkaStreams, cisterna(1), cisterna(2)];
const topic = 'bench.telemetry';
const pageStarts = 5;

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'throughput,latency,footprint,races' },
    rounds: { type: 'string', default: '3' },
    records: { type: 'string', default: String(fullSize.records) },
    pumps: { type: 'string', default: String(fullSize.pumps) },
    seconds: { type: 'string', default: '60' },
    fleet: { type: 'string', default: '10000' },
    interval: { type: 'string', default: '3600' },
    races: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const throughput = async (brokers: string): Promise<string> => {
  const dataset = { ...fullSize, records: Number(values.records), pumps: Number(values.pumps) };
  const bytes = await writeDataset({ ...dataset, brokers, topic });
  const size = `${dataset.records} records of ${Math.round(bytes / dataset.records)} bytes, ${dataset.pumps} pumps, ${dataset.partitions} partitions`;
  say(`wrote ${size}`);
  const course = { topic, brokers, total: dataset.records, rounds: Number(values.rounds) };
  const measured = await runRounds(contestants, course, (name, round, { events, seconds }) => {
    say(`round ${round + 1}: ${name} ${Math.round(events / seconds)} events/s`);
  });
  return `## Throughput\n\n${size}.\n\n${renderThroughput(measured, kafkaStreams.name)}`;
};

const latency = async (brokers: string): Promise<string> => {
  const measured = await measureLatency(brokers, { pumps: 1_000, eventsPerSecond: 1_000, seconds: Number(values.seconds), warmUpSeconds: 30 });
  return `## Latency\n\n${renderDistributions([measured])}`;
};

const footprint = async (brokers: string): Promise<string> => {
  const load = { pumps: Number(values.fleet), days: 90, reportIntervalSeconds: Number(values.interval) };
  return `## Footprint\n\n${renderFootprint(await measureFootprint(brokers, load))}`;
};

const races = async (): Promise<string> => `## Races\n\n${renderRaces(await measureRaces(Number(values.races), Number(values.seed)))}`;

const detection = (): Promise<string> => {
  const load = { pumps: 200, days: 20, warmUpRounds: 2, rounds: 15 };
  return Promise.resolve(`## Detection\n\n${renderDetection(measureDetection(load))}`);
};

const page = async (brokers: string): Promise<string> => {
  const latency = await measurePageLatency(brokers, { pumps: 40, eventsPerSecond: 10, seconds: Number(values.seconds) });
  return `## Page\n\n${renderDistributions([await measurePageStart(pageStarts), latency])}`;
};

const pageMemory = async (brokers: string): Promise<string> => {
  const load = { pumps: Number(values.fleet), eventsPerSecond: 200, seconds: Number(values.seconds), warmUpSeconds: 10 };
  return `## Page, memory\n\n${renderPageMemory(await measurePageMemory(brokers, load))}`;
};

const webhooks = async (brokers: string): Promise<string> => {
  const load = { pumps: Number(values.fleet), alertsPerSecond: 100, seconds: Number(values.seconds), warmUpSeconds: 30 };
  return `## Webhooks\n\n${renderDistributions(await measureWebhooks(brokers, load))}`;
};

const subscribers = async (brokers: string): Promise<string> => {
  const load = { healthy: 50, pumps: 1_000, alertsPerSecond: 2, turnSeconds: Number(values.seconds), rounds: 2, warmUpSeconds: 30 };
  return `## Subscribers\n\n${renderSubscribers(await measureSubscribers(brokers, load))}`;
};

const digest = async (brokers: string): Promise<string> => {
  const load = { pumps: Number(values.fleet), days: 90, reportIntervalSeconds: Number(values.interval) };
  return `## Digest\n\n${renderDigest(await measureDigest(brokers, load))}`;
};

const parts: Readonly<Record<string, (brokers: string) => Promise<string>>> = {
  throughput,
  latency,
  footprint,
  races,
  detection,
  page,
  'page-memory': pageMemory,
  webhooks,
  subscribers,
  digest,
};

/** Kafka's own default: members that start together share the partitions from the start, Kafka Streams' threads and our projectors alike. */
const patientGroups = { 'group.initial.rebalance.delay.ms': '3000' };

/** Each part has a broker of its own. */
const measured = async (name: string): Promise<string> => {
  const part = parts[name];
  if (part === undefined) throw new Error(`no part ${name}: there are ${Object.keys(parts).join(', ')}`);
  const broker = await startBroker({ heapMegabytes: 1_024, properties: name === 'throughput' ? patientGroups : {} });
  return part(broker.brokers).finally(() => broker.stop());
};

const bench = async (): Promise<string> => {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const sections: string[] = [];
  for (const name of values.parts.split(',')) {
    const section = await measured(name);
    say(`\n${section}`);
    sections.push(section);
  }
  const day = new Date().toISOString().slice(0, 10);
  return `Measured ${day}, load average ${load} before.\n\n${renderMachine(await describeMachine())}\n${sections.join('\n')}`;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const report = await bench();
if (values.out !== undefined) await writeFile(values.out, `# Results\n\n${report}`);
