import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { AppendRecord, EventLog } from '@cisterna/event-log';
import { startChromium } from './chromium.ts';
import { encodeOccurrence } from './cloud-event.ts';
import type { Distribution } from './report.ts';
import { summarize } from './statistics.ts';
import { pumpName, registerPumps } from './steady-load.ts';
import { underService } from './under-service.ts';

const topic = 'bench.page-latency';
const settleMs = 30_000;
const oneMlNl = 1_000_000;
const fullNl = 40 * oneMlNl;
/** A reservoir is not emptied: the level of its last report must be a new one. */
const mostReports = 38;

/** A low and steady rate of reports over pumps that all stand on one page. */
export interface PageLoad {
  readonly pumps: number;
  readonly eventsPerSecond: number;
  readonly seconds: number;
}

/** Notes in the page when each row first showed each level; times are of the wall clock, which page and sender share. */
const watchLevels = `(() => {
  window.seen = [];
  const told = new Map();
  const look = () => {
    for (const line of document.querySelectorAll('.line')) {
      const pump = line.querySelector('.cell-pump a')?.textContent;
      const level = Number.parseFloat(line.querySelector('.cell-level .second')?.textContent?.replace(/^[^0-9]*/, '') ?? '');
      if (!pump || Number.isNaN(level) || told.get(pump) === level) continue;
      told.set(pump, level);
      window.seen.push([pump, level, performance.timeOrigin + performance.now()]);
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
})()`;

type Sighting = readonly [pump: string, millilitres: number, at: number];

/** The seq after which a pump shows a level: seq 1 registers it, seq 2 fills it, each report then delivers a millilitre. */
const seqOf = (millilitres: number): number => 2 + Math.round(fullNl / oneMlNl - millilitres);

/** A row that shows a level has shown all before it. */
const latencies = (sent: ReadonlyMap<string, number>, seen: readonly Sighting[]): number[] =>
  [...sent].flatMap(([key, at]) => {
    const [pump, seq] = key.split(':');
    const shown = seen.find(([id, level]) => id === pump && seqOf(level) >= Number(seq));
    return shown === undefined ? [] : [shown[2] - at];
  });

const untilAllShown = async (page: Page, sent: ReadonlyMap<string, number>): Promise<number[]> => {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const found = latencies(sent, await page.evaluate<Sighting[]>('window.seen'));
    if (found.length === sent.size) return found;
    if (performance.now() > deadline) throw new Error(`the page showed ${found.length} of ${sent.size} events`);
    await delay(100);
  }
};

const record = (pump: number, seq: number, type: string, data: object): AppendRecord => {
  const pumpId = pumpName(pump);
  const value = encodeOccurrence({ type, pumpId, boot: 1, seq, entry: 0, clinicId: 'bench', at: Date.now(), data });
  return { key: pumpId, value, headers: { 'content-type': 'application/cloudevents+json' } };
};

const report = () => ({
  periodStart: `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)}Z`,
  periodSeconds: 3_600,
  programmedNl: oneMlNl,
  deliveredNl: oneMlNl,
  reservoirSensedNl: null,
  catheterPressure: null,
});

/** Sends the reports evenly, the pumps in turn; notes when each was handed over, ms since 1970. */
const sendEvenly = async (eventLog: EventLog, { pumps, eventsPerSecond, seconds }: PageLoad): Promise<ReadonlyMap<string, number>> => {
  const sent = new Map<string, number>();
  const begun = performance.now();
  for (let done = 0; done < eventsPerSecond * seconds; done += 1) {
    await delay(Math.max(0, begun + (done * 1_000) / eventsPerSecond - performance.now()));
    const [pump, seq] = [done % pumps, 3 + Math.floor(done / pumps)];
    sent.set(`${pumpName(pump)}:${seq}`, performance.timeOrigin + performance.now());
    await eventLog.append([record(pump, seq, 'delivery.reported.v1', report())]);
  }
  return sent;
};

const measureIn = async (page: Page, url: string, eventLog: EventLog, load: PageLoad): Promise<number[]> => {
  await page.goto(url);
  await page.locator('.line').nth(load.pumps - 1).waitFor();
  await page.evaluate(watchLevels);
  const sent = await sendEvenly(eventLog, load);
  return untilAllShown(page, sent);
};

/**
 * From handing an event to the Kafka producer to the fleet page's row that shows it, in ms, over the whole service in one process and headless Chromium.
 * @throws where a pump would be sent more reports than its reservoir holds, or the page does not show every event
 */
export const measurePageLatency = async (brokers: string, load: PageLoad): Promise<Distribution> => {
  if ((load.eventsPerSecond * load.seconds) / load.pumps > mostReports) throw new RangeError(`at most ${mostReports} reports a pump`);
  const name = `event handed to Kafka → seen in a row of the fleet page, ms, at ${load.eventsPerSecond} events/s over ${load.pumps} pumps for ${load.seconds} s`;
  return underService(brokers, topic, async (url, eventLog) => {
    await registerPumps(eventLog, load.pumps);
    const refill = { aspiratedNl: 0, filledNl: fullNl };
    await eventLog.append(Array.from({ length: load.pumps }, (_, pump) => record(pump, 2, 'reservoir.refilled.v1', refill)));
    const browser = await startChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1_600, height: 400 + 60 * load.pumps } });
      return { name, summary: summarize(await measureIn(page, url, eventLog, load)) };
    } finally {
      await browser.close();
    }
  });
};
