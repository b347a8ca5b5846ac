import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { openReadModel, type ReadModel, type ReadModelLog } from '../read-model.ts';

/** One line that the lib logged. */
export interface LogLine {
  readonly level: 'info' | 'warn';
  readonly event: string;
  readonly fields: object;
}

/** A log that keeps its lines. */
export const keptLog = (): ReadModelLog & { readonly lines: LogLine[] } => {
  const lines: LogLine[] = [];
  const keep =
    (level: LogLine['level']) =>
    (fields: object, event: string): void => {
      lines.push({ level, event, fields });
    };
  return { lines, info: keep('info'), warn: keep('warn') };
};

/** A real PostgreSQL for one spec file, each of its read models in a database of its own. */
export class TestDatabase {
  readonly #server: EmbeddedPostgres;
  readonly #models: ReadModel[] = [];
  #databases = 0;

  private constructor(server: EmbeddedPostgres) {
    this.#server = server;
  }

  static async start(): Promise<TestDatabase> {
    return new TestDatabase(await startThrowawayPostgres());
  }

  /** The server's address with its first database. */
  get url(): string {
    return this.#server.url;
  }

  /** Makes an empty database and gives its address. */
  async empty(options = ''): Promise<string> {
    this.#databases += 1;
    const name = `spec_${this.#databases}`;
    await this.sql(`create database ${name} ${options}`);
    return this.#server.url.replace(/[^/]+$/, name);
  }

  /** Opens a read model in a fresh database, or in one that is given. */
  async open(url?: string, poolSize = 8): Promise<ReadModel> {
    const model = await openReadModel({ url: url ?? (await this.empty()), poolSize, log: keptLog() });
    this.#models.push(model);
    return model;
  }

  /** Runs a statement on a connection of its own. */
  async sql(text: string, url = this.url): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Runs a query until it gives a row; throws when it gave none for 10 s. */
  async until(text: string, url = this.url): Promise<Record<string, unknown>[]> {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const rows = await this.sql(text, url);
      if (rows.length > 0) return rows;
      if (performance.now() > deadline) throw new Error(`No row within 10 s: ${text}`);
      await delay(10);
    }
  }

  /** Kills the server at once; it is started again by itself, on the same port. */
  crash(): void {
    process.kill(this.#server.pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    await Promise.all(this.#models.map(model => model.close().catch(() => undefined)));
    await this.#server.stop();
  }
}
