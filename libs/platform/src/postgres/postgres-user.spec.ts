import { chmodSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { blockedFolder, postgresUser } from './postgres-user.ts';

const path = temporaryFolder();
const stranger = { uid: 54_321, gid: 54_321 };

const make = (modes: Readonly<Record<string, number>>): void => {
  chmodSync(path(), 0o711);
  for (const name of Object.keys(modes)) mkdirSync(path(name));
  for (const [name, mode] of Object.entries(modes)) chmodSync(path(name), mode);
};

describe('the way to a folder', () => {
  it('is open when every folder on it lets others through', () => {
    make({ a: 0o711, 'a/b': 0o755 });
    expect(blockedFolder(path('a', 'b'), stranger)).toBeNull();
  });

  it('is blocked by the outermost folder that does not', () => {
    make({ a: 0o711, 'a/b': 0o700, 'a/b/c': 0o700 });
    expect(blockedFolder(path('a', 'b', 'c', 'd'), stranger)).toBe(path('a', 'b'));
  });

  it('is judged by the rights of the owner, the group, or the others, whichever the user is', () => {
    make({ a: 0o070 });
    const { uid, gid } = userInfo();
    expect(blockedFolder(path('a'), { uid, gid })).toBe(path('a'));
    expect(blockedFolder(path('a'), { uid: stranger.uid, gid })).toBeNull();
    expect(blockedFolder(path('a'), stranger)).toBe(path('a'));
  });

  it('is not blocked by what is not there yet', () => {
    make({ a: 0o755 });
    expect(blockedFolder(path('a', 'new', 'folder'), stranger)).toBeNull();
  });
});

describe('the user that PostgreSQL runs as', () => {
  it('is this one, unless it is root', () => {
    const user = postgresUser(path('postgres'));
    if (userInfo().uid === 0) expect(user?.uid).toBeGreaterThan(0);
    else expect(user).toBeNull();
  });
});
