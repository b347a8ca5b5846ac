import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProperties } from './broker-properties.ts';

describe('writeProperties', () => {
  it('fills the template and what is added, leaving no gap', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cisterna-properties-spec-'));
    const properties = {
      listeners: 'SSL://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}',
      'num.io.threads': '2',
    };
    const file = await writeProperties({ port: 1234, advertised: 'kafka:1234', folder, properties });
    const text = await readFile(file, 'utf8');
    await rm(folder, { recursive: true });
    const lines = text.split('\n');
    const [, controllerPort] = /controller\.quorum\.voters=1@127\.0\.0\.1:(\d+)/.exec(text) ?? [];
    expect(lines).toContain('advertised.listeners=PLAINTEXT://kafka:1234');
    expect(lines).toContain(`log.dirs=${join(folder, 'log')}`);
    expect(lines.filter(line => line.startsWith('listeners=')).at(-1)).toBe(
      `listeners=SSL://127.0.0.1:1234,CONTROLLER://127.0.0.1:${String(controllerPort)}`,
    );
    expect(lines.filter(line => !line.startsWith('#')).join('\n')).not.toContain('${');
  });
});
