import type { PoolClient } from 'pg';
import { explained } from '../database/failure.ts';
import { DatabaseUnavailable } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';

/** The class of our advisory locks for relays: "rlay" in ASCII; the second key is the partition. */
const lockClass = 0x72_6c_61_79;

/**
 * Runs `work` while no other relay has this partition, and gives true; false at once when one has. The lock ends with the connection
 * that holds it, one of the pool's: should that die first, the signal is aborted, and `work` must publish nothing more.
 * Throws DatabaseUnavailable, and whatever `work` throws.
 */
export const withPartitionRelayLock = async (
  model: ReadModel,
  partition: number,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> => {
  const runner = model.dataSource.createQueryRunner();
  const lost = new AbortController();
  const onLoss = (cause: unknown): void => {
    lost.abort(new DatabaseUnavailable(cause));
  };
  try {
    const client = (await runner.connect()) as PoolClient;
    client.once('error', onLoss);
    try {
      const { records } = await runner.query(
        'select pg_try_advisory_lock($1, $2) as held',
        [lockClass, partition],
        true,
      );
      if ((records as { held: boolean }[])[0]?.held !== true) return false;
      await work(lost.signal);
      return true;
    } finally {
      // Where the connection is gone the lock is gone with it.
      await runner.query('select pg_advisory_unlock($1, $2)', [lockClass, partition]).catch(onLoss);
      client.removeListener('error', onLoss);
    }
  } catch (error) {
    throw explained(error);
  } finally {
    await runner.release();
  }
};
