import { parseArgs } from 'node:util';
import { fullSize, writeDataset } from './dataset-topic.ts';

/** Writes the benchmark's topic: `node dist/bench/src/dataset.js --brokers HOST:PORT [--topic NAME] [--records N] [--pumps N] [--seed N]`. */
const { values } = parseArgs({
  options: {
    brokers: { type: 'string', default: 'localhost:9092' },
    topic: { type: 'string', default: 'bench.telemetry' },
    partitions: { type: 'string', default: String(fullSize.partitions) },
    records: { type: 'string', default: String(fullSize.records) },
    pumps: { type: 'string', default: String(fullSize.pumps) },
    seed: { type: 'string', default: String(fullSize.seed) },
  },
});
const records = Number(values.records);
const started = performance.now();
const bytes = await writeDataset({
  brokers: values.brokers,
  topic: values.topic,
  partitions: Number(values.partitions),
  records,
  pumps: Number(values.pumps),
  seed: Number(values.seed),
});
const seconds = (performance.now() - started) / 1_000;
const line = {
  topic: values.topic,
  records,
  meanBytes: Math.round(bytes / records),
  seconds: Number(seconds.toFixed(1)),
};
process.stdout.write(`${JSON.stringify(line)}\n`);
