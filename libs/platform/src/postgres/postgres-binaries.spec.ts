import { execFileSync } from 'node:child_process';
import { postgresBinaries } from './postgres-binaries.ts';

describe('the programs that come with the packages', () => {
  it('are those of PostgreSQL 18, and run on this machine', () => {
    const { initdb, postgres } = postgresBinaries();
    expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toMatch(/^postgres \(PostgreSQL\) 18\./);
    expect(execFileSync(initdb, ['--version'], { encoding: 'utf8' })).toMatch(/^initdb \(PostgreSQL\) 18\./);
  });

  it('are found without loading the package’s own code, which would take our signals', () => {
    const before = process.listenerCount('SIGINT');
    postgresBinaries();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
