import type { BatchWrite } from '../batch/batch-write.ts';
import type { Session } from '../database/transaction.ts';
import { changesChannel } from '../feed/changes-channel.ts';
import { Fenced } from '../read-model.error.ts';

/** The row lock that this takes makes a second writer of the partition wait, and then fail. */
const move = {
  name: 'cisterna-move-position',
  text: `update partition set position = $5, clock_ms = greatest(clock_ms, $6), high_watermark = $7
    where topic = $1 and partition = $2 and epoch = $3 and position is not distinct from $4
    returning case when $8 then pg_notify('${changesChannel}', $2::text) end`,
};

const look = {
  name: 'cisterna-look-position',
  text: 'select epoch, position::text from partition where topic = $1 and partition = $2',
};

interface Stored {
  readonly epoch: number;
  readonly position: string | null;
}

/** What went wrong, told with what is stored. */
export const fenced = async (
  session: Session,
  { topic, partition, epoch, from }: Pick<BatchWrite, 'topic' | 'partition' | 'epoch' | 'from'>,
): Promise<Fenced> => {
  const [row] = await session.rows<Stored>(look, [topic, partition]);
  const stored =
    row === undefined ? null : { epoch: row.epoch, position: row.position === null ? null : BigInt(row.position) };
  return new Fenced(topic, partition, { epoch, position: from }, stored);
};

const showsSomething = ({ pumps, alertChanges }: BatchWrite): boolean => pumps.length > 0 || alertChanges.length > 0;

/** Moves the partition's position and clock and tells the listeners at the commit; throws Fenced when it is not where this owner left it. */
export const movePosition = async (session: Session, batch: BatchWrite): Promise<void> => {
  const { topic, partition, epoch, from, to, clockAt, highWatermark } = batch;
  const values = [topic, partition, epoch, from, to, clockAt, highWatermark, showsSomething(batch)];
  if ((await session.write(move, values)) === 0) throw await fenced(session, batch);
};
