import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Session } from '../database/transaction.ts';
import { archiveColumns, copyBytes, type ArchiveBatch } from './archive-encoder.ts';

const statement = `copy event (${archiveColumns}) from stdin (format binary)`;

/** Appends events to the archive; a unique violation where one is there already. */
export const copyToArchive = async ({ client }: Session, archives: readonly ArchiveBatch[]): Promise<void> => {
  if (archives.every(archive => archive.size === 0)) return;
  await pipeline(Readable.from(copyBytes(archives), { objectMode: true }), client.query(copyFrom(statement)));
};
