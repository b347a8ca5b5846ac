import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport } from './write-report.ts';

describe('writing a report', () => {
  it('makes the folder and puts the pictures beside the text', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evaluation-'));
    const out = join(folder, 'deep', 'report');
    const written = await writeReport(out, '# It', [{ name: 'roc', svg: '<svg/>' }]);
    expect(written).toEqual([`${out}.md`, `${out}-roc.svg`]);
    expect(await Promise.all(written.map(path => readFile(path, 'utf8')))).toEqual(['# It', '<svg/>']);
  });
});
