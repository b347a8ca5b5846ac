import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { stopLeftOver } from './left-over.ts';
import { isOwned } from './owner-lock.ts';

const prefix = 'cisterna-throwaway-';

/** Folders of runs that were killed: their owner is dead. One without an owner file is just being made by another run. */
const sweep = async (log: Logger): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter(entry => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const ownerFile = join(folder, 'owner.pid');
    try {
      if (!existsSync(ownerFile) || isOwned(ownerFile)) continue;
      await stopLeftOver(join(folder, 'postgres'), log);
      rmSync(folder, { recursive: true, force: true });
    } catch (err) {
      log.debug({ err, folder }, 'postgres.throwaway-not-removed');
    }
  }
};

/** A fast PostgreSQL in a temporary folder, which its `stop` removes: for tests and trial runs. Removes what killed runs left, too. */
export const startThrowawayPostgres = async (log: Logger = pino({ level: 'silent' })): Promise<EmbeddedPostgres> => {
  await sweep(log);
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log }).catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  return {
    url: server.url,
    port: server.port,
    get pid() {
      return server.pid;
    },
    stop: async timeoutMs => {
      await server.stop(timeoutMs);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
