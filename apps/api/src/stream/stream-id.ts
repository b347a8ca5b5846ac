/** Where a client stands: how far its installation's changes have been sent to it. */
export interface StreamPlace {
  /** Names the database: places of another one mean nothing. */
  readonly installation: string;
  /** The feed's cursor, null while the snapshot is not complete. */
  readonly cursor: string | null;
}

const form = /^([A-Za-z0-9_-]{1,64})\.[A-Za-z0-9_-]{1,64}\.\d{1,16}\.([A-Za-z0-9_:,-]{0,512})$/;

/**
 * Makes the ids of one process: none is given twice, here or anywhere, because each carries the process's own name and a count.
 * `process` must be random and of letters, digits, `_` and `-`.
 */
export const createIds = (process: string): ((place: StreamPlace) => string) => {
  let count = 0;
  return ({ installation, cursor }) => {
    count += 1;
    return `${installation}.${process}.${count}.${cursor ?? ''}`;
  };
};

/** The place that an id of any process tells; null for what is no id, or none of this installation, or one from within a snapshot. */
export const cursorIn = (id: string, installation: string): string | null => {
  const [, named, cursor] = form.exec(id) ?? [];
  return named === installation && cursor !== undefined && cursor !== '' ? cursor : null;
};
