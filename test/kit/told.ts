import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './eventually.ts';
import type { ExampleSubscriber } from './example-subscriber.ts';
import type { Stage } from './stage.ts';
import { TopicReader } from './topic-reader.ts';

/** What a webhook's subscriber and the topic of alerts were told, once it has come to rest; the subscriber wants every change. */
export const toldSoFar = async (stage: Stage, example: ExampleSubscriber): Promise<string> => {
  const waiting = `select (select count(*) from alert_change where not published or not dispatched) + (select count(*) from delivery where status = 'waiting')`;
  await eventually('all is told', async () => (await stage.database.count(waiting)) === 0, 60_000);
  const reader = new TopicReader(stage.brokers, stage.topics.alerts);
  const changes = await stage.database.count('select count(*) from delivery where not test');
  const records = await reader.when('the topic is read', found => found.length >= changes);
  await pause(500);
  await reader.close();
  return `${example.messages.length} messages, ${records.length} records`;
};
