import type { PumpId } from '@cisterna/contract';

/** The database is away, overloaded, or broke the transaction off (deadlock, restart): nothing was stored, except where the connection died at the commit itself, so read the stored position again before repeating. Retriable. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable';
  readonly retriable = true;

  constructor(cause: unknown) {
    super(`The database can't be used now: ${String(cause)}`, { cause });
  }
}

/** Why a database can't hold the read models. */
export type UnfitReason =
  | 'authentication'
  | 'no-such-database'
  | 'permission'
  | 'foreign-tables'
  | 'newer-schema'
  | 'not-utf8'
  | 'server-too-old';

/** The database answers but is not one that the read models can live in; a person must change the settings or the database. Not retriable. */
export class DatabaseUnfit extends Error {
  readonly code = 'database-unfit';
  readonly retriable = false;

  constructor(
    readonly reason: UnfitReason,
    detail: string,
    cause?: unknown,
  ) {
    super(`This database can't be used: ${detail}`, { cause });
  }
}

/** Another owner has taken the partition, or its position is not the one this writer read: nothing was stored. Not retriable by this owner. */
export class Fenced extends Error {
  readonly code = 'fenced';
  readonly retriable = false;

  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly mine: { readonly epoch: number; readonly position: bigint | null },
    readonly stored: { readonly epoch: number; readonly position: bigint | null } | null,
  ) {
    super(`Partition ${partition} of ${topic} is no longer ours at epoch ${mine.epoch}.`);
  }
}

/** Rows are not as the writer knew them: nothing was stored. Retriable after reading the named pumps again. */
export class StaleState extends Error {
  readonly code = 'stale-state';
  readonly retriable = true;

  constructor(
    readonly pumpIds: readonly PumpId[],
    cause?: unknown,
  ) {
    super(
      `The stored state of ${pumpIds.length} pumps is not the one that was read: ${pumpIds.slice(0, 5).join(', ')}`,
      { cause },
    );
  }
}

/** A list's cursor was not made by this list with this sort. Not retriable. */
export class InvalidCursor extends Error {
  readonly code = 'invalid-cursor';
  readonly retriable = false;

  constructor() {
    super('The cursor was not given out by this list.');
  }
}

/** The live feed can't go on from a position: it is no position, or lies ahead of this database (another one, or restored from a copy). Not retriable: start anew. */
export class FeedPositionUnknown extends Error {
  readonly code = 'feed-position-unknown';
  readonly retriable = false;

  constructor(readonly position: string) {
    super('The live feed has no such position.');
  }
}
