import {
  chmodSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDataFolder, readPassword, writePassword } from './data-folder.ts';

const path = temporaryFolder();
const isRoot = process.getuid?.() === 0;
const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('a data folder', () => {
  it('is made with all that leads to it, closed to others as far as PostgreSQL’s user allows', () => {
    const folder = openDataFolder(path('a', 'b'));
    expect(modeOf(folder.root)).toBe(isRoot ? 0o711 : 0o700);
    expect(folder.root).toBe(realpathSync(path('a', 'b')));
    expect(folder.pgData).toBe(`${folder.root}/postgres`);
  });

  it('is the same by whatever name', () => {
    mkdirSync(path('real'));
    symlinkSync(path('real'), path('link'));
    expect(openDataFolder(path('link'))).toEqual(openDataFolder(path('real')));
  });

  it('keeps its mode when other things are in it, and is opened for PostgreSQL’s user when they are ours', () => {
    mkdirSync(path('home', 'papers'), { recursive: true });
    chmodSync(path('home'), 0o700);
    openDataFolder(path('home'));
    expect(modeOf(path('home'))).toBe(0o700);
    mkdirSync(path('home', 'postgres'));
    openDataFolder(path('home'));
    expect(modeOf(path('home'))).toBe(isRoot ? 0o711 : 0o700);
  });

  it('can not be made where a file is in the way', () => {
    writeFileSync(path('file'), '');
    expect(() => openDataFolder(path('file', 'data'))).toThrow(
      expect.objectContaining({
        code: 'data-folder-not-writable',
        message: expect.stringContaining('file/data') as string,
      }) as Error,
    );
  });
});

describe('the password', () => {
  it('is long, new each time, and readable by its owner alone', () => {
    const folder = openDataFolder(path('data'));
    writePassword(folder, null);
    const first = readPassword(folder);
    expect(first).toMatch(/^[0-9a-f]{48}$/);
    expect(modeOf(folder.passwordFile)).toBe(0o600);
    rmSync(folder.passwordFile);
    writePassword(folder, null);
    expect(readPassword(folder)).not.toBe(first);
    expect(readFileSync(folder.passwordFile, 'utf8')).toBe(readPassword(folder));
  });

  it('says what to do when it is gone', () => {
    const folder = openDataFolder(path('data'));
    expect(() => readPassword(folder)).toThrow(
      expect.objectContaining({
        code: 'data-folder-without-password',
        message: expect.stringContaining('put ') as string,
      }) as Error,
    );
  });
});
