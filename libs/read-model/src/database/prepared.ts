import type { PoolClient } from 'pg';
import type { ReadModel } from '../read-model.ts';
import { explained } from './failure.ts';
import type { Statement } from './transaction.ts';

/** Runs one statement that each connection prepares once, outside of any transaction of ours, and gives its rows; the caller answers for their type. Throws DatabaseUnavailable. */
export const prepared = async <Row extends object>(
  model: ReadModel,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> => {
  const runner = model.dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    return (await client.query<Row>({ ...statement, values: [...values] })).rows;
  } catch (error) {
    throw explained(error);
  } finally {
    await runner.release();
  }
};
