import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live, specPlan } from '../testing/lived-fleet.ts';
import { LineFile } from './line-file.ts';
import { FileSink } from './sink.file.ts';

describe('files of lines', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulator-files-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('hold every record with its key and its arrival', async () => {
    const { records } = live(specPlan({ days: 5 }));
    const path = join(folder, 'records.jsonl');
    const sink = new FileSink(path);
    await sink.write(records.slice(0, 100));
    await sink.write([]);
    await sink.write(records.slice(100));
    await sink.close();
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(records.length);
    lines.forEach((line, at) => {
      const { key, receivedAt, event } = JSON.parse(line) as { key: string; receivedAt: string; event: unknown };
      expect(key).toBe(records[at]!.pumpId);
      expect(Date.parse(receivedAt)).toBe(records[at]!.arrivalAt);
      expect(event).toEqual(JSON.parse(records[at]!.value));
    });
  });

  it('wait for a slow disk and lose nothing', async () => {
    const path = join(folder, 'many.txt');
    const file = new LineFile(path);
    for (let block = 0; block < 50; block += 1)
      await file.write(Array.from({ length: 500 }, (_, line) => `${block}/${line} ${'x'.repeat(80)}`));
    await file.close();
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(25_000);
    expect(lines.at(-1)).toMatch(/^49\/499 /);
  });

  it('tell when they can’t be written', async () => {
    const file = new LineFile(join(folder, 'no', 'such', 'folder'));
    await expect(
      (async () => {
        await file.write(['a']);
        await file.close();
      })(),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
