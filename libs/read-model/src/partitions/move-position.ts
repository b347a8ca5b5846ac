import type { BatchWrite } from '../batch/batch-write.ts';
import { arraysOf, unnestOf, type Column } from '../database/row-set.ts';
import type { Session } from '../database/transaction.ts';
import { changesChannel } from '../feed/changes-channel.ts';
import { Fenced } from '../read-model.error.ts';

const columns: readonly Column<BatchWrite>[] = [
  { name: 'topic', type: 'text', of: batch => batch.topic },
  { name: 'partition', type: 'int4', of: batch => batch.partition },
  { name: 'epoch', type: 'int4', of: batch => batch.epoch },
  { name: 'from_position', type: 'int8', of: batch => batch.from },
  { name: 'to_position', type: 'int8', of: batch => batch.to },
  { name: 'clock_ms', type: 'int8', of: batch => batch.clockAt },
  { name: 'high_watermark', type: 'int8', of: batch => batch.highWatermark },
  { name: 'shows', type: 'bool', of: batch => batch.pumps.length > 0 || batch.alertChanges.length > 0 },
];

/** The row lock that this takes makes a second writer of the partition wait, and then fail. */
const move = {
  name: 'cisterna-move-positions',
  text: `update partition p set position = r.to_position, clock_ms = greatest(p.clock_ms, r.clock_ms), high_watermark = r.high_watermark
    from ${unnestOf(columns)}
    where p.topic = r.topic and p.partition = r.partition and p.epoch = r.epoch and p.position is not distinct from r.from_position
    returning p.partition, case when r.shows then pg_notify('${changesChannel}', p.partition::text) end`,
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

/** Moves the partitions' positions and clocks and tells the listeners at the commit; throws Fenced when one is not where its owner left it. */
export const movePositions = async (session: Session, batches: readonly BatchWrite[]): Promise<void> => {
  const rows = await session.rows<{ partition: number }>(move, arraysOf(columns, batches));
  const moved = new Set(rows.map(({ partition }) => partition));
  const stuck = batches.find(({ partition }) => !moved.has(partition));
  if (stuck !== undefined) throw await fenced(session, stuck);
};
