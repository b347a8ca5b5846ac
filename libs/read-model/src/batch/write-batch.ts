import { isUniqueViolation } from '../database/failure.ts';
import { inTransaction } from '../database/transaction.ts';
import { movePositions } from '../partitions/move-position.ts';
import { StaleState } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { writeAlerts } from './alert-rows.ts';
import { copyToArchive } from './archive-copy.ts';
import type { BatchWrite } from './batch-write.ts';
import { writeDeadLetters } from './dead-letter-rows.ts';
import { writeHistory } from './history-rows.ts';
import { writePumps } from './pump-rows.ts';
import { stalePumps } from './stale-pumps.ts';
import { UnexpectedRows } from './unexpected-rows.ts';

const store = (model: ReadModel, batches: readonly BatchWrite[]): Promise<void> =>
  inTransaction(model, async session => {
    await movePositions(session, batches);
    await copyToArchive(
      session,
      batches.map(batch => batch.archive),
    );
    await writePumps(session, batches);
    await writeHistory(session, batches);
    await writeAlerts(session, batches);
    await writeDeadLetters(session, batches);
  });

/**
 * Stores a batch whole or not at all: archive, pumps, history, alerts, dead letters and the partition's position in one transaction; listeners
 * hear of it at its commit. What has nothing to write is not sent.
 *
 * Throws Fenced when the partition has another owner or position; StaleState, naming the pumps, when a pump's revision or an alert's version is
 * not the one given, or the archive has an event already; DatabaseUnavailable.
 */
export const writeBatch = async (model: ReadModel, batch: BatchWrite): Promise<void> => {
  try {
    await store(model, [batch]);
    batch.archive.release();
  } catch (error) {
    if (!(error instanceof UnexpectedRows) && !isUniqueViolation(error)) throw error;
    throw new StaleState(await stalePumps(model, batch), error);
  }
};

/**
 * Stores batches of several partitions in one transaction, all or none: what a transaction costs is shared. Whatever it throws, nothing says
 * whose fault it was, and after a DatabaseUnavailable not even whether all is stored: each batch written by itself then finds out.
 */
export const writeBatches = async (model: ReadModel, batches: readonly BatchWrite[]): Promise<void> => {
  await store(model, batches);
  for (const { archive } of batches) archive.release();
};
