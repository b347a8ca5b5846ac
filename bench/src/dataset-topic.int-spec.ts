import { Kafka, logLevel } from 'kafkajs';
import { startBroker, type Broker } from '../../deploy/kafka/broker.ts';
import { startsAt } from './arrivals.ts';
import { writeDataset } from './dataset-topic.ts';

describe('the topic of the benchmark', () => {
  const size = { topic: 'bench.small', seed: 3, pumps: 60, records: 2_000, partitions: 8 };
  let broker: Broker;

  beforeAll(async () => {
    broker = await startBroker();
  });
  afterAll(() => broker.stop());

  it('holds every record once, keyed by pump over the partitions, stamped with the time of receipt', async () => {
    const bytes = await writeDataset({ ...size, brokers: broker.brokers });
    expect(bytes / size.records).toBeGreaterThan(300);

    const kafka = new Kafka({ brokers: [broker.brokers], logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: 'reads-the-topic' });
    await consumer.connect();
    await consumer.subscribe({ topic: size.topic, fromBeginning: true });
    const partitionOf = new Map<string, Set<number>>();
    let read = 0;
    let oldest = Number.MAX_SAFE_INTEGER;
    await new Promise<void>((resolve, reject) => {
      const eachMessage = ({
        partition,
        message,
      }: {
        partition: number;
        message: { key: Buffer | null; timestamp: string };
      }): Promise<void> => {
        const pumpId = String(message.key);
        partitionOf.set(pumpId, (partitionOf.get(pumpId) ?? new Set()).add(partition));
        oldest = Math.min(oldest, Number(message.timestamp));
        read += 1;
        if (read === size.records) resolve();
        return Promise.resolve();
      };
      consumer.run({ eachMessage }).catch(reject);
    });
    await consumer.disconnect();

    expect(partitionOf.size).toBe(size.pumps);
    expect([...partitionOf.values()].every(partitions => partitions.size === 1)).toBe(true);
    expect(oldest).toBeGreaterThan(startsAt);
    expect(oldest).toBeLessThan(startsAt + 3_600_000);
  });

  it('is not written twice', async () => {
    await expect(writeDataset({ ...size, brokers: broker.brokers })).rejects.toThrow('exists already');
  });
});
