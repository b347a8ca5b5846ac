import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../deploy/kafka/free-port.ts';

/** The all-in-one process, running. */
export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  /** From its start to the first `/health/ready` of 200. */
  readonly readySeconds: number;
  /** Ends it in order and waits; its data stay. */
  stop(): Promise<void>;
}

/** An empty data folder for the embedded PostgreSQL, and how to remove it. */
export const dataFolder = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'cisterna-bench-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

const readyWithinMs = 60_000;

const untilReady = async (url: string, hasEnded: () => boolean): Promise<void> => {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.status === 200) return;
    if (hasEnded()) throw new Error('the service ended before it was ready');
    if (performance.now() > deadline) throw new Error('the service is not ready');
    await delay(20);
  }
};

/** Starts one of the all-in-one programs with its settings, on a port of its own. */
export const startProgram = async (program: 'main' | 'demo.main', settings: Readonly<Record<string, string>>): Promise<ServiceProcess> => {
  const port = await freePort();
  const started = performance.now();
  const main = join(import.meta.dirname, '..', '..', 'apps', 'cisterna', 'src', `${program}.js`);
  const env = { ...process.env, ...settings, PORT: String(port), LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [...process.execArgv, main], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, () => child.exitCode !== null);
  return {
    url,
    pid: child.pid ?? 0,
    readySeconds: (performance.now() - started) / 1_000,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** Starts the whole service on these brokers and this folder, with further settings where there are some. */
export const startService = (
  brokers: string,
  topic: string,
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> =>
  startProgram('main', {
    CISTERNA_LOG: 'kafka',
    KAFKA_BROKERS: brokers,
    CISTERNA_TOPIC_TELEMETRY: topic,
    CISTERNA_TOPIC_ALERTS: `${topic}.alerts`,
    CISTERNA_TOPIC_DLQ: `${topic}.dlq`,
    CISTERNA_GROUP: topic,
    CISTERNA_DATA_DIR: folder,
    CISTERNA_SIMULATE: '0',
    ...more,
  });
