import { EmbeddedPostgresError, explainFailure } from './postgres.error.ts';

describe('a failure of initdb or PostgreSQL', () => {
  it.each([
    ['initdb: error: could not write file "/d/base/1/1255": No space left on device', 'disk-full', true],
    ['PANIC:  could not write to file "pg_wal/xlogtemp.7": Disk quota exceeded', 'disk-full', true],
    ['initdb: error: could not create directory "/d": Read-only file system', 'data-folder-not-writable', false],
    ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'memory-in-use', true],
    [
      'FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster (PID 7) running',
      'data-folder-in-use',
      true,
    ],
    [
      'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use\nHINT:  Is another postmaster already running on port 5432?',
      'port-in-use',
      true,
    ],
    ['initdb: error: could not access directory "/d": Permission denied', 'data-folder-unreachable', false],
    ['spawn /x/initdb EACCES', 'data-folder-unreachable', false],
    ['FATAL:  something quite new', 'start-failed', false],
  ] as const)('that says %j is %s', (said, code, retriable) => {
    const error = explainFailure('initdb', '/d', said);
    expect(error).toBeInstanceOf(EmbeddedPostgresError);
    expect(error).toMatchObject({ code, retriable });
    expect(error.message).toContain(said);
    expect(error.message).toContain('initdb on /d failed');
  });

  it('keeps its cause, and says so when nothing was said', () => {
    const cause = new Error('spawn');
    const error = explainFailure('PostgreSQL', '/d', '  ', cause);
    expect(error.cause).toBe(cause);
    expect(error.message).toMatch(/It said: nothing$/);
  });
});
