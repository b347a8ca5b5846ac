import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startBroker } from '../../deploy/kafka/broker.ts';
import type { Contestant } from './contestant.ts';
import { kafkaStreams, rawKafkajs } from './contestants.ts';
import { fullSize, writeDataset } from './dataset-topic.ts';
import { describeMachine } from './machine.ts';
import { renderMachine, renderThroughput } from './report.ts';
import { runRounds } from './rounds.ts';

/** In the order of the table. */
const contestants: readonly Contestant[] = [rawKafkajs, kafkaStreams];
const topic = 'bench.telemetry';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    records: { type: 'string', default: String(fullSize.records) },
    pumps: { type: 'string', default: String(fullSize.pumps) },
    out: { type: 'string' },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const bench = async (brokers: string): Promise<string> => {
  const dataset = { ...fullSize, records: Number(values.records), pumps: Number(values.pumps) };
  const bytes = await writeDataset({ ...dataset, brokers, topic });
  const size = `${dataset.records} records of ${Math.round(bytes / dataset.records)} bytes, ${dataset.pumps} pumps, ${dataset.partitions} partitions`;
  say(`wrote ${size}`);
  const course = { topic, brokers, total: dataset.records, rounds: Number(values.rounds) };
  const measured = await runRounds(contestants, course, (name, round, { events, seconds }) => {
    say(`round ${round + 1}: ${name} ${Math.round(events / seconds)} events/s`);
  });
  const day = new Date().toISOString().slice(0, 10);
  const machine = renderMachine(await describeMachine());
  return `## Throughput\n\nMeasured ${day}: ${size}.\n\n${machine}\n${renderThroughput(measured, kafkaStreams.name)}`;
};

const broker = await startBroker({ heapMegabytes: 1_024 });
try {
  const report = await bench(broker.brokers);
  say(`\n${report}`);
  if (values.out !== undefined) await writeFile(values.out, `# Results\n\n${report}`);
} finally {
  await broker.stop();
}
