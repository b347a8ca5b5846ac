import { pino } from 'pino';
import { KafkaEventLog, type EventLog } from '@cisterna/event-log';
import { dataFolder, startService } from './service-process.ts';

const log = pino({ level: 'warn' }, pino.destination(2));

/** Does the work beside a running service on these brokers, with its log to write to; ends and removes both. */
export const underService = async <Result>(
  brokers: string,
  topic: string,
  work: (url: string, eventLog: EventLog) => Promise<Result>,
): Promise<Result> => {
  const folder = await dataFolder();
  const service = await startService(brokers, topic, folder.path);
  const topics = { telemetry: topic, alerts: `${topic}.alerts`, deadLetters: `${topic}.dlq` };
  const eventLog = new KafkaEventLog({ brokers: brokers.split(','), topics, group: 'bench-sender', partitions: 8, replication: 1 }, log);
  try {
    return await work(service.url, eventLog);
  } finally {
    await eventLog.close();
    await service.stop();
    await folder.remove();
  }
};
