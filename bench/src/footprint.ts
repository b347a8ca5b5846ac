import { readFile } from 'node:fs/promises';
import type { Distribution } from './report.ts';
import { dataFolder, startService, type ServiceProcess } from './service-process.ts';
import { simulateInto, untilProjected, type SimulatedPast } from './simulated-past.ts';
import { summarize } from './statistics.ts';

/** What the restarted all-in-one process takes. */
export interface Footprint {
  readonly load: SimulatedPast;
  readonly events: number;
  /** From the start of the process, after a clean stop, to the first `/health/ready` of 200. */
  readonly readySeconds: number;
  /** Resident memory after the requests below. */
  readonly rssBytes: number;
  /** `GET /v1/pumps?limit=100`, ms: the first time through the fleet after the start, then, and both together. */
  readonly listings: readonly Distribution[];
}

const topic = 'bench.footprint';
const requests = 1_000;
const pageSize = 100;

const foldedEvents = async (url: string): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^cisterna_events_folded_total (\d+)/m.exec(metrics)?.[1] ?? 0);
};

const residentBytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1_024;
};

const listPumps = async (url: string, pages: number): Promise<number[]> => {
  const times: number[] = [];
  let cursor: string | null = null;
  for (let i = 0; i < pages; i += 1) {
    const started = performance.now();
    const page: Response = await fetch(
      `${url}/v1/pumps?limit=${pageSize}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    ({ nextCursor: cursor } = (await page.json()) as { nextCursor: string | null });
    times.push(performance.now() - started);
  }
  return times;
};

const measure = async (service: ServiceProcess, load: SimulatedPast, events: number): Promise<Footprint> => {
  const firstRound = Math.ceil(load.pumps / pageSize);
  const first = await listPumps(service.url, firstRound);
  const then = await listPumps(service.url, requests);
  const rssBytes = await residentBytes(service.pid);
  const name = `GET /v1/pumps?limit=${pageSize}, page after page, ms`;
  const listings = [
    { name: `${name}: the first round through the fleet after the start`, summary: summarize(first) },
    { name: `${name}: the rounds after it`, summary: summarize(then) },
    { name: `${name}: all of these`, summary: summarize([...first, ...then]) },
  ];
  return { load, events, readySeconds: service.readySeconds, rssBytes, listings };
};

/** Fills the service with a fleet's past, stops it, and measures what it takes to start again and to answer. */
export const measureFootprint = async (brokers: string, load: SimulatedPast): Promise<Footprint> => {
  const folder = await dataFolder();
  try {
    const first = await startService(brokers, topic, folder.path);
    await simulateInto(brokers, topic, load);
    await untilProjected(first.url, load.pumps);
    const events = await foldedEvents(first.url);
    await first.stop();
    const second = await startService(brokers, topic, folder.path);
    try {
      return await measure(second, load, events);
    } finally {
      await second.stop();
    }
  } finally {
    await folder.remove();
  }
};
