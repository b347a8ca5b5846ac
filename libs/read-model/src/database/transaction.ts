import type { PoolClient } from 'pg';
import type { ReadModel } from '../read-model.ts';
import { explained } from './failure.ts';

/** A statement that each connection prepares once, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** One connection inside a transaction. */
export interface Session {
  readonly client: PoolClient;
  /** The number of rows that the statement wrote or gave. */
  readonly write: (statement: Statement, values: readonly unknown[]) => Promise<number>;
  /** The rows; the caller answers for their type. */
  readonly rows: <Row extends object>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;
}

const sessionOf = (client: PoolClient): Session => ({
  client,
  write: async (statement, values) => (await client.query({ ...statement, values: [...values] })).rowCount ?? 0,
  rows: async <Row extends object>(statement: Statement, values: readonly unknown[]) =>
    (await client.query<Row>({ ...statement, values: [...values] })).rows,
});

/**
 * Runs `work` in one transaction (read committed) and commits; whatever it throws rolls back and is thrown on, faults of the connection as
 * DatabaseUnavailable. When the connection dies at the commit, whether it was stored is unknown.
 */
export const inTransaction = async <Result>(
  model: ReadModel,
  work: (session: Session) => Promise<Result>,
): Promise<Result> => {
  const runner = model.dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    await runner.startTransaction();
    const result = await work(sessionOf(client));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // A connection that is gone has rolled back by itself; the first error is the one that tells.
    if (runner.isTransactionActive && !runner.isReleased) await runner.rollbackTransaction().catch(() => undefined);
    throw explained(error);
  } finally {
    await runner.release();
  }
};
