import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BookmarkError, FileBookmark, type FleetCourse } from './fleet-bookmark.ts';

const course: FleetCourse = {
  version: 1,
  seed: 2,
  pumps: 24,
  startAt: 1000,
  liveAt: 2000,
  acceleration: 3600,
  sentUntil: null,
};

describe('FileBookmark', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bookmark-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is empty where nothing was saved', async () => {
    expect(await new FileBookmark(join(folder, 'none', 'fleet.json')).load()).toBeNull();
  });

  it('gives back what was saved last, in a folder that it makes, and leaves no drafts', async () => {
    const path = join(folder, 'data', 'fleet.json');
    await new FileBookmark(path).save(course);
    await new FileBookmark(path).save({ ...course, sentUntil: 1234 });
    expect(await new FileBookmark(path).load()).toEqual({ ...course, sentUntil: 1234 });
    expect(await readdir(join(folder, 'data'))).toEqual(['fleet.json']);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"version":1}',
    '{"version":1,"seed":2,"pumps":3,"startAt":4,"liveAt":5,"acceleration":6,"sentUntil":"x"}',
  ])('refuses a file that holds %s', async text => {
    const path = join(folder, 'broken.json');
    await writeFile(path, text);
    await expect(new FileBookmark(path).load()).rejects.toThrow(BookmarkError);
  });

  it('tells of a file that can’t be read', async () => {
    await expect(new FileBookmark(folder).load()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
