/** The transactions that were over at a moment, as `pg_snapshot` tells them. */
export interface Snapshot {
  /** All before it were over. */
  readonly settled: bigint;
  /** It and all after it had not begun. */
  readonly next: bigint;
  /** Of those between, the ones that still ran. */
  readonly running: ReadonlySet<bigint>;
}

/** Reads PostgreSQL's text of a snapshot, `xmin:xmax:xip,…`. */
export const readSnapshot = (text: string): Snapshot => {
  const [settled = '0', next = '0', running = ''] = text.split(':');
  return {
    settled: BigInt(settled),
    next: BigInt(next),
    running: new Set(running.split(',').filter(Boolean).map(BigInt)),
  };
};

/**
 * Whether a transaction was over when the snapshot was taken. Never, where the snapshot lies ahead of the database (`next`: what has not begun there):
 * it is a copy in another place, which counts anew. `known` keeps what was read.
 */
export const wasOverAt = (known: Map<string, Snapshot>, text: string, xid: bigint, next: bigint): boolean => {
  const snapshot = known.get(text) ?? readSnapshot(text);
  known.set(text, snapshot);
  if (snapshot.next > next) return false;
  return xid < snapshot.settled || (xid < snapshot.next && !snapshot.running.has(xid));
};
