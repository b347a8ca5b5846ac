import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { DatabaseUnavailable } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { changesChannel } from './changes-channel.ts';

/** A listener on its own connection. */
export interface ChangeListener {
  /** Closes the connection; nothing is told any more once it resolves. */
  readonly stop: () => Promise<void>;
}

const firstWaitMs = 100;
const longestWaitMs = 5_000;

/** Connects and listens; rejects when the connection ends, for whatever reason. */
const listenOnce = async (
  model: ReadModel,
  channel: string,
  onChange: () => void,
  signal: AbortSignal,
): Promise<never> => {
  const { url } = model.dataSource.options as PostgresDataSourceOptions;
  const client = new pg.Client({
    ...(url === undefined ? {} : { connectionString: url }),
    application_name: 'cisterna-listener',
    keepAlive: true,
    connectionTimeoutMillis: longestWaitMs,
  });
  const ended = new Promise<unknown>(resolve => client.on('error', resolve).once('end', resolve));
  const stop = (): void => void client.end().catch(() => undefined);
  try {
    await client.connect();
    signal.throwIfAborted();
    signal.addEventListener('abort', stop, { once: true });
    client.on('notification', onChange);
    await client.query(`listen ${channel}`);
    onChange();
    const cause = await ended;
    throw cause instanceof Error ? cause : new Error('The connection was closed.');
  } finally {
    signal.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
};

const listen = async (model: ReadModel, channel: string, onChange: () => void, signal: AbortSignal): Promise<void> => {
  let waitMs = firstWaitMs;
  const connected = (): void => {
    waitMs = firstWaitMs;
    if (!signal.aborted) onChange();
  };
  for (;;) {
    try {
      await listenOnce(model, channel, connected, signal);
    } catch (err) {
      if (signal.aborted) return;
      model.log.warn({ err: new DatabaseUnavailable(err), waitMs }, 'read-model.listener-lost');
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  }
};

/**
 * Calls `onChange` after each commit of a batch that changed pumps or alerts (another `channel` tells of something else), and after each connect, since something may have been missed
 * before it. Connects anew with growing waits, up to 5 s, for as long as it is not stopped; never throws. `onChange` must not throw.
 */
export const listenForChanges = (model: ReadModel, onChange: () => void, channel = changesChannel): ChangeListener => {
  const stopping = new AbortController();
  const done = listen(model, channel, onChange, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};
