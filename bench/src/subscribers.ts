import { setTimeout as delay } from 'node:timers/promises';
import { sendAlarms, type AlarmLoad } from './alarm-load.ts';
import { AlarmReceipts, type Journey } from './alarm-receipts.ts';
import type { Distribution } from './report.ts';
import { summarize } from './statistics.ts';
import { registerPumps } from './steady-load.ts';
import { underService } from './under-service.ts';
import { WebhookReceivers } from './webhook-receivers.ts';

/** Many webhooks at a steady load of alerts, in turns without and with one beside them that takes messages and never answers. */
export interface SubscribersLoad extends Omit<AlarmLoad, 'seconds'> {
  readonly healthy: number;
  /** Of each turn. */
  readonly turnSeconds: number;
  /** Turns without, each followed by one with. */
  readonly rounds: number;
}

/** Receipts of the healthy webhooks, the turns of each sort together. */
export interface MeasuredSubscribers {
  readonly load: SubscribersLoad;
  readonly alone: Distribution;
  readonly beside: Distribution;
  /** p99 with the one that hangs over p99 without. */
  readonly ratio: number;
  /** How many requests were left without an answer. */
  readonly unanswered: number;
}

const topic = 'bench.subscribers';

const unsubscribe = async (url: string, id: string): Promise<void> => {
  const { status } = await fetch(`${url}/v1/subscriptions/${id}`, { method: 'DELETE' });
  if (status >= 300) throw new Error(`the subscription's end was answered ${status}`);
};

/** Lets one hang from the start of every second turn to its end; gives when it did, `performance.now()`. */
const takeTurns = async (url: string, receivers: WebhookReceivers, load: SubscribersLoad) => {
  const spans: { readonly from: number; readonly to: number }[] = [];
  await delay(1_000 * load.warmUpSeconds);
  for (let round = 0; round < load.rounds; round += 1) {
    await delay(1_000 * load.turnSeconds);
    const from = performance.now();
    const id = await receivers.subscribe(url, 'hangs');
    await delay(1_000 * load.turnSeconds);
    spans.push({ from, to: performance.now() });
    await unsubscribe(url, id);
  }
  return ({ sentAt }: Journey): boolean => spans.some(({ from, to }) => sentAt >= from && sentAt < to);
};

const run = (brokers: string, load: SubscribersLoad, receivers: WebhookReceivers, receipts: AlarmReceipts) =>
  underService(brokers, topic, async (url, eventLog) => {
    for (let index = 0; index < load.healthy; index += 1) await receivers.subscribe(url);
    await registerPumps(eventLog, load.pumps);
    const alarms = { ...load, seconds: 2 * load.rounds * load.turnSeconds };
    const [sent, isBeside] = await Promise.all([sendAlarms(eventLog, alarms), takeTurns(url, receivers, load)]);
    await receipts.untilAll(sent, load.healthy);
    return { journeys: [...receipts.raised(sent), ...receipts.cleared(sent)], isBeside };
  });

/** From handing an alarm, or its clearing, to the Kafka producer to each healthy webhook's receipt, without and with one that hangs. */
export const measureSubscribers = async (brokers: string, load: SubscribersLoad): Promise<MeasuredSubscribers> => {
  const receipts = new AlarmReceipts();
  const receivers = new WebhookReceivers(receipts.note);
  const { journeys, isBeside } = await run(brokers, load, receivers, receipts).finally(() => {
    receivers.close();
  });
  if (receivers.refused > 0) throw new Error(`${receivers.refused} signatures were wrong`);
  const told = (name: string, chosen: readonly Journey[]): Distribution => ({
    name: `change handed to Kafka → each of ${load.healthy} webhooks, ms, ${name}`,
    summary: summarize(chosen.map(({ ms }) => ms)),
  });
  const alone = told(
    'they alone',
    journeys.filter(journey => !isBeside(journey)),
  );
  const beside = told('one hanging beside them', journeys.filter(isBeside));
  return { load, alone, beside, ratio: beside.summary.p99 / alone.summary.p99, unanswered: receivers.unanswered };
};
