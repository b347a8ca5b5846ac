import { FeedPositionUnknown } from '../read-model.error.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';

/** A place in the live feed: the 64-bit id of the first transaction that it has not shown, in decimal. Positions only rise. */
export type FeedPosition = string;

interface Bounds {
  /** Every transaction below it is over: none of theirs can still come to light. */
  readonly settled: string;
  /** No transaction from it on has begun. */
  readonly next: string;
}

const text = `select pg_snapshot_xmin(pg_current_snapshot())::text as settled, pg_snapshot_xmax(pg_current_snapshot())::text as next`;

/** Where the feed stands now, inside one statement's view of the running transactions. */
export const feedBounds = async (model: ReadModel): Promise<Bounds> => {
  const [bounds] = await select<Bounds>(model, text);
  return bounds ?? { settled: '0', next: '0' };
};

/** The position before everything that is not yet settled: what is read after asking for it shows at least all before it. Throws DatabaseUnavailable. */
export const feedPosition = async (model: ReadModel): Promise<FeedPosition> => (await feedBounds(model)).settled;

/** Reads a position, given what the database has reached; throws FeedPositionUnknown where it can't be one of this database. */
export const knownPosition = (position: FeedPosition, { next }: Bounds): bigint => {
  if (!/^[0-9]{1,19}$/.test(position) || BigInt(position) > BigInt(next)) throw new FeedPositionUnknown(position);
  return BigInt(position);
};
