import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { repositoryRoot } from './repository.ts';

/** What server.properties is filled with. */
export interface BrokerPlace {
  readonly port: number;
  /** `host:port` told to clients. */
  readonly advertised: string;
  readonly folder: string;
  /** Added at the end, the later one wins; may name `${port}` and `${controllerPort}`, too. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Writes server.properties into the broker's folder and answers its path. */
export const writeProperties = async ({ port, advertised, folder, properties }: BrokerPlace): Promise<string> => {
  const values = new Map([
    ['port', String(port)],
    ['controllerPort', String(await freePort())],
    ['advertised', advertised],
    ['logDirs', join(folder, 'log')],
  ]);
  const template = await readFile(join(repositoryRoot(), 'deploy', 'kafka', 'server.properties'), 'utf8');
  const added = Object.entries(properties).map(([name, value]) => `${name}=${value}\n`);
  const file = join(folder, 'server.properties');
  await writeFile(
    file,
    (template + added.join('')).replace(/\$\{(\w+)\}/g, (_, name: string) => values.get(name) ?? ''),
  );
  return file;
};
