import type { DataSource } from 'typeorm';
import { readModelDataSource } from './database/data-source.ts';
import { explained } from './database/failure.ts';
import { migrate } from './database/migrate.ts';
import { requireFitServer, unfitOf } from './database/fitness.ts';
import { DatabaseUnavailable } from './read-model.error.ts';

/** Where the lib tells what it did and what went wrong in the background. */
export interface ReadModelLog {
  readonly info: (fields: object, event: string) => void;
  readonly warn: (fields: object, event: string) => void;
}

export interface ReadModelOptions {
  /** `postgres://…` */
  readonly url: string;
  /** The most connections at a time, at least 2; a listener for changes and each relay that publishes need one each. */
  readonly poolSize: number;
  readonly log: ReadModelLog;
  /** The schema that holds the tables; by default the one that the server's settings name. */
  readonly schema?: string;
}

/** The database of archive and read models, open. */
export interface ReadModel {
  readonly dataSource: DataSource;
  readonly log: ReadModelLog;
  /** Closes all connections; what still runs is broken off and rolled back. */
  readonly close: () => Promise<void>;
}

/**
 * Connects and brings the tables up to date; several instances may do so at once.
 * Throws DatabaseUnavailable while the database is away (try again after a growing wait), DatabaseUnfit when it is the wrong one.
 */
export const openReadModel = async ({ url, poolSize, log, schema }: ReadModelOptions): Promise<ReadModel> => {
  let closing = false;
  const onPoolError = (error: unknown): void => {
    // The pool hangs its whole client on the error: the cause's text alone goes to the log.
    if (!closing) log.warn({ err: new DatabaseUnavailable(error) }, 'read-model.connection-lost');
  };
  const dataSource = readModelDataSource({ url, poolSize: Math.max(poolSize, 2), onPoolError, schema });
  try {
    await dataSource.initialize();
    await requireFitServer(dataSource);
    const applied = await migrate(dataSource);
    if (applied.length > 0) log.info({ applied }, 'read-model.migrated');
    const close = (): Promise<void> => {
      closing = true;
      return dataSource.destroy();
    };
    return { dataSource, log, close };
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy().catch(() => undefined);
    throw unfitOf(error) ?? explained(error);
  }
};
