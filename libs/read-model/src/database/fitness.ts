import type { DataSource } from 'typeorm';
import { DatabaseUnfit, type UnfitReason } from '../read-model.error.ts';
import { serverError } from './failure.ts';

/** The first with 64-bit transaction ids in SQL and with row comparisons as these queries use them. */
const oldestServer = 140_000;

/** What a server's refusal at the start means, by SQLSTATE or its class. */
const refusals: Readonly<Record<string, UnfitReason>> = {
  '28': 'authentication',
  '3D000': 'no-such-database',
  '42501': 'permission',
  '42P07': 'foreign-tables',
  '42703': 'foreign-tables',
};

/** The error as DatabaseUnfit where it says that this database will never do; null for any other. */
export const unfitOf = (error: unknown): DatabaseUnfit | null => {
  const server = serverError(error);
  if (server === null) return null;
  const reason = refusals[server.code] ?? refusals[server.code.slice(0, 2)];
  return reason === undefined ? null : new DatabaseUnfit(reason, server.message, error);
};

interface Server {
  readonly version: number;
  readonly encoding: string;
}

/** Throws DatabaseUnfit for a server that is too old or a database that can't hold every text. */
export const requireFitServer = async (dataSource: DataSource): Promise<void> => {
  const [server] = await dataSource.query<Server[]>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  if (server === undefined) return;
  if (server.version < oldestServer)
    throw new DatabaseUnfit('server-too-old', `PostgreSQL 14 or newer is needed, this is ${server.version}`);
  if (server.encoding !== 'UTF8')
    throw new DatabaseUnfit('not-utf8', `its encoding is ${server.encoding}, UTF8 is needed`);
};
