import { setTimeout as delay } from 'node:timers/promises';
import { watchStream } from './pump-stream.ts';
import type { Distribution } from './report.ts';
import { summarize } from './statistics.ts';
import { registerPumps, sendSteadily, type SteadyLoad } from './steady-load.ts';
import { underService } from './under-service.ts';

const topic = 'bench.latency';
const settleMs = 30_000;

/** The first message that shows a version shows all before it: the seq of an event is its pump's version here. */
const latencies = (sent: ReadonlyMap<string, number>, seen: ReadonlyMap<string, number>): number[] =>
  [...sent].flatMap(([key, at]) => {
    const told = seen.get(key);
    return told === undefined ? [] : [told - at];
  });

const note = (
  seen: Map<string, number>,
  told: Map<string, number>,
  { pumpId, version, at }: { pumpId: string; version: number; at: number },
): void => {
  for (let seq = (told.get(pumpId) ?? 0) + 1; seq <= version; seq += 1) seen.set(`${pumpId}:${seq}`, at);
  told.set(pumpId, Math.max(version, told.get(pumpId) ?? 0));
};

const untilAllSeen = async (sent: ReadonlyMap<string, number>, seen: ReadonlyMap<string, number>): Promise<void> => {
  const deadline = performance.now() + settleMs;
  while ([...sent.keys()].some(key => !seen.has(key))) {
    if (performance.now() > deadline) throw new Error('the live stream did not tell every event');
    await delay(50);
  }
};

/** From handing an event to the Kafka producer to the live stream's message that shows it, in ms, over the whole service in one process. */
export const measureLatency = async (brokers: string, load: SteadyLoad): Promise<Distribution> => {
  const [sent, seen, told] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  await underService(brokers, topic, async (url, eventLog) => {
    const watching = new AbortController();
    const stream = watchStream(
      url,
      version => {
        note(seen, told, version);
      },
      watching.signal,
    );
    await registerPumps(eventLog, load.pumps);
    await sendSteadily(eventLog, load, sent);
    await untilAllSeen(sent, seen);
    watching.abort();
    await stream;
  });
  const name = `event handed to Kafka → live stream message, ms, at ${load.eventsPerSecond} events/s over ${load.pumps} pumps for ${load.seconds} s after ${load.warmUpSeconds} s of the same`;
  return { name, summary: summarize(latencies(sent, seen)) };
};
