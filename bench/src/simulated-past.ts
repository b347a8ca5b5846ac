import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A simulated fleet with a past. */
export interface SimulatedPast {
  readonly pumps: number;
  readonly days: number;
  readonly reportIntervalSeconds: number;
  /** Epoch ms; so that it ends now when left out. */
  readonly startAt?: number;
}

const projectedWithinMs = 3_600_000;

/** Has the simulator write what the fleet sent onto a topic. @throws when it fails */
export const simulateInto = async (brokers: string, topic: string, past: SimulatedPast): Promise<void> => {
  const { pumps, days, reportIntervalSeconds, startAt } = past;
  const program = join(import.meta.dirname, '..', '..', 'apps', 'simulator', 'src', 'simulate.main.js');
  const args = [
    '--pumps',
    pumps,
    '--days',
    days,
    '--report-interval',
    reportIntervalSeconds,
    '--seed',
    7,
    '--to',
    'kafka',
    '--quiet',
  ];
  const start = startAt === undefined ? [] : ['--start', `${new Date(startAt).toISOString().slice(0, 19)}Z`];
  const topics = {
    CISTERNA_TOPIC_TELEMETRY: topic,
    CISTERNA_TOPIC_ALERTS: `${topic}.alerts`,
    CISTERNA_TOPIC_DLQ: `${topic}.dlq`,
  };
  const env = { ...process.env, KAFKA_BROKERS: brokers, ...topics };
  const child = spawn(process.execPath, [program, ...args.map(String), ...start], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the simulator ended with ${String(code)}`);
};

interface Fleet {
  readonly pumps: number;
  readonly lag: { readonly events: number };
}

/** Waits until the service shows all pumps and lags behind in nothing. @throws when that takes longer than an hour */
export const untilProjected = async (url: string, pumps: number): Promise<void> => {
  const deadline = performance.now() + projectedWithinMs;
  for (;;) {
    const fleet = (await (await fetch(`${url}/v1/fleet`)).json()) as Fleet;
    if (fleet.pumps >= pumps && fleet.lag.events === 0) return;
    if (performance.now() > deadline) throw new Error('the fleet was not projected in time');
    await delay(500);
  }
};
