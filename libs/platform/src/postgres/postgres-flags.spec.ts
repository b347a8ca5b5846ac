import { postgresEnv, postgresFlags } from './postgres-flags.ts';

const settingsOf = (durable: boolean): readonly string[] =>
  postgresFlags('/data/postgres', 5_433, durable).filter(flag => flag.includes('='));

describe('the arguments of PostgreSQL', () => {
  it('name folder and port, and listen for this machine alone', () => {
    expect(postgresFlags('/data/postgres', 5_433, true).slice(0, 4)).toEqual(['-D', '/data/postgres', '-p', '5433']);
    expect(settingsOf(true)).toContain('listen_addresses=127.0.0.1');
    expect(settingsOf(true)).toContain('unix_socket_directories=');
  });

  it('make durable data durable and the other fast, though a killed process loses no commit of either', () => {
    expect(settingsOf(true)).toEqual(
      expect.arrayContaining(['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']),
    );
    expect(settingsOf(false)).toContain('synchronous_commit=on');
    expect(settingsOf(false)).toEqual(expect.arrayContaining(['fsync=off', 'full_page_writes=off']));
  });

  it('come with an environment that has no secrets in it', () => {
    expect(Object.keys(postgresEnv).sort()).toEqual(['LC_ALL', 'PATH', 'TZ']);
  });
});
