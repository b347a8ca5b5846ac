import { Kafka, logLevel, type EachBatchPayload } from 'kafkajs';

/**
 * The floor for any Node consumer: fetches every record of a topic and parses its JSON, nothing else.
 * Arguments: brokers, topic. Prints `{ events, seconds }`.
 */
const [brokers = 'localhost:9092', topic = 'bench.telemetry'] = process.argv.slice(2);

const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bench-raw', logLevel: logLevel.ERROR });
const groupId = `bench-raw-${process.pid}-${Date.now()}`;
const admin = kafka.admin();
await admin.connect();
const offsets = await admin.fetchTopicOffsets(topic);
const total = offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);

const consumer = kafka.consumer({ groupId, maxBytesPerPartition: 4 * 1_048_576, maxBytes: 16 * 1_048_576 });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });

let events = 0;
let parsed = 0;
let startedMs = 0;
const seconds = await new Promise<number>((resolve, reject) => {
  const eachBatch = ({ batch }: EachBatchPayload): Promise<void> => {
    startedMs ||= performance.now();
    for (const { value } of batch.messages) {
      if (value !== null && typeof JSON.parse(value.toString()) === 'object') parsed += 1;
    }
    events += batch.messages.length;
    if (events >= total) resolve((performance.now() - startedMs) / 1_000);
    return Promise.resolve();
  };
  consumer.run({ eachBatch }).catch(reject);
});
if (parsed !== events) throw new Error(`${events - parsed} records were no JSON objects`);
process.stdout.write(`${JSON.stringify({ events, seconds })}\n`);
await consumer.disconnect();
await admin.deleteGroups([groupId]);
await admin.disconnect();
