import { existsSync, statSync, writeFileSync } from 'node:fs';
import { temporaryFolder } from './temporary-folder.ts';

describe('a temporary folder', () => {
  const seen: string[] = [];

  describe('in a spec', () => {
    const path = temporaryFolder();

    it.each([1, 2])('is a new one for test %i, and PostgreSQL’s user may pass through it', () => {
      expect(statSync(path()).mode & 0o777).toBe(0o711);
      expect(existsSync(path('file'))).toBe(false);
      writeFileSync(path('file'), 'x');
      expect(seen).not.toContain(path());
      seen.push(path());
    });
  });

  it('is gone when the spec is over', () => {
    expect(seen).toHaveLength(2);
    for (const folder of seen) expect(existsSync(folder)).toBe(false);
  });
});
