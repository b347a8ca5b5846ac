import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres, type Logger, type Settings, type Shutdown } from '@cisterna/platform';
import { DatabaseUnavailable, openReadModel, type ReadModel } from '@cisterna/read-model';

/** Connections of one process: each partition writes on one, the relays and the live feed hold some, requests take the rest. */
const poolSize = 24;
const longestWaitMs = 15_000;

/** The address of the database; with the embedded one, after starting it. It is stopped last of all. */
export const databaseUrl = async ({ database }: Settings, shutdown: Shutdown, log: Logger): Promise<string> => {
  if (database.kind === 'url') return database.url;
  const postgres = await startEmbeddedPostgres({ dataDir: database.dataDir, durable: true, log });
  shutdown.add('database', remainingMs => postgres.stop(remainingMs), 3_000);
  return postgres.url;
};

/** Opens archive and read models; waits, ever longer, while the database is away. @throws DatabaseUnfit when it is the wrong one */
export const openDatabase = async (url: string, log: Logger): Promise<ReadModel> => {
  for (let waitMs = 250; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    try {
      return await openReadModel({ url, poolSize, log });
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      log.warn({ waitMs, err: error }, 'database.unavailable');
      await delay(waitMs);
    }
  }
};
