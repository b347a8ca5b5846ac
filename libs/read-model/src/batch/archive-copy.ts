import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Session } from '../database/transaction.ts';
import { archiveColumns, encodeArchive } from './archive-encoder.ts';
import type { ArchiveRow } from './batch-write.ts';

const statement = `copy event (${archiveColumns}) from stdin (format binary)`;

/** Appends events to the archive; a unique violation where one is there already. */
export const copyToArchive = async ({ client }: Session, rows: readonly ArchiveRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await pipeline(Readable.from(encodeArchive(rows), { objectMode: true }), client.query(copyFrom(statement)));
};
