import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a live fleet needs to go on after a restart: which fleet it is, and how far it was sent. Moments in epoch milliseconds. */
export interface FleetCourse {
  /** Of the generator: another one would tell another history under the same names. */
  readonly version: number;
  readonly seed: number;
  readonly pumps: number;
  readonly startAt: number;
  /** Up to here the history is written as fast as it goes; from here on time passes, accelerated. */
  readonly liveAt: number;
  readonly acceleration: number;
  /** All records that arrived before this moment are in the log; null before the first. */
  readonly sentUntil: number | null;
}

/** Keeps the course of a fleet over restarts. */
export interface FleetBookmark {
  /** Null where there is none yet. */
  load(): Promise<FleetCourse | null>;
  save(course: FleetCourse): Promise<void>;
}

/** The bookmark's file can't be understood: a fleet that began anew would contradict its own history. */
export class BookmarkError extends Error {
  readonly code = 'bookmark-unreadable';
  readonly retriable = false;

  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    super(`${path} is not a bookmark of a simulated fleet; remove it to begin a new fleet`, { cause });
    this.name = 'BookmarkError';
  }
}

const isCourse = (value: unknown): value is FleetCourse => {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  const numbers = ['version', 'seed', 'pumps', 'startAt', 'liveAt', 'acceleration'].every(name =>
    Number.isFinite(fields[name]),
  );
  return numbers && (fields['sentUntil'] === null || Number.isFinite(fields['sentUntil']));
};

/** A bookmark in a file of its own; replaced as a whole, so that a crash leaves the former one or the new one. */
export class FileBookmark implements FleetBookmark {
  constructor(private readonly path: string) {}

  /** @throws BookmarkError when the file holds something else */
  async load(): Promise<FleetCourse | null> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    return this.parse(text);
  }

  async save(course: FleetCourse): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const draft = `${this.path}.new`;
    const file = await open(draft, 'w');
    try {
      await file.writeFile(`${JSON.stringify(course)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path);
  }

  private parse(text: string): FleetCourse {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new BookmarkError(this.path, error);
    }
    if (!isCourse(value)) throw new BookmarkError(this.path, value);
    return value;
  }
}
