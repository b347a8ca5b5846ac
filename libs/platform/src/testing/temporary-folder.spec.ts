import { existsSync, statSync, writeFileSync } from 'node:fs';
import { temporaryFolder } from './temporary-folder.ts';

describe('a temporary folder', () => {
  const path = temporaryFolder();
  const seen: string[] = [];

  it.each([1, 2])('is a new one for test %i, and PostgreSQL’s user may pass through it', () => {
    expect(statSync(path()).mode & 0o777).toBe(0o711);
    for (const former of seen) expect(existsSync(former)).toBe(false);
    writeFileSync(path('file'), 'x');
    seen.push(path('file'));
  });
});
