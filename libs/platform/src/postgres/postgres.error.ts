/** Why the embedded PostgreSQL can't be had. */
export type EmbeddedPostgresCode =
  | 'data-folder-in-use'
  | 'data-folder-unreachable'
  | 'data-folder-not-writable'
  | 'data-folder-of-another-version'
  | 'data-folder-without-password'
  | 'disk-full'
  | 'port-in-use'
  | 'memory-in-use'
  | 'left-over-will-not-stop'
  | 'no-binaries'
  | 'start-failed';

const retriable: readonly EmbeddedPostgresCode[] = ['data-folder-in-use', 'disk-full', 'port-in-use', 'memory-in-use'];

/** The embedded PostgreSQL did not start; the message says what to do. Retriable where time or other processes can mend it. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresCode;
  readonly retriable: boolean;

  constructor(code: EmbeddedPostgresCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
    this.retriable = retriable.includes(code);
  }
}

const symptoms: readonly (readonly [RegExp, EmbeddedPostgresCode, string])[] = [
  [/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/, 'disk-full', 'the disk is full'],
  [/Read-only file system|EROFS/, 'data-folder-not-writable', 'its file system is read-only'],
  [/pre-existing shared memory block/, 'memory-in-use', 'processes of a killed PostgreSQL still hold its memory'],
  [/lock file "postmaster\.pid" already exists/, 'data-folder-in-use', 'another PostgreSQL runs on it'],
  [/could not bind|Address already in use/, 'port-in-use', 'its port is taken'],
  [/Permission denied|EACCES|EPERM/, 'data-folder-unreachable', 'its files may not be read or written'],
];

/** Puts what initdb or PostgreSQL said, or a failed system call, into words; `folder` is what it was working on. */
export const explainFailure = (what: string, folder: string, said: string, cause?: unknown): EmbeddedPostgresError => {
  const [, code, reason] = symptoms.find(([pattern]) => pattern.test(said)) ?? [
    null,
    'start-failed' as const,
    'it gave up',
  ];
  return new EmbeddedPostgresError(
    code,
    `${what} on ${folder} failed: ${reason}. It said: ${said.trim() || 'nothing'}`,
    cause,
  );
};
