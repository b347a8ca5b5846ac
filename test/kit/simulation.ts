import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { builtProgram, type Environment } from './service-process.ts';
import type { WireEvent } from './telemetry.ts';

const run = promisify(execFile);

/** Runs `npm run simulate` with these options to its end; answers what it said. */
export const simulate = async (args: readonly string[], environment: Environment = {}): Promise<string> => {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  const program = builtProgram('apps/simulator/src/simulate.main.js');
  const { stderr } = await run(process.execPath, [program, '--quiet', ...args], { env, maxBuffer: 2 ** 24 });
  return stderr;
};

/** The JSON values of a file that has one on each line. */
export const linesOf = async <Line>(path: string): Promise<Line[]> =>
  (await readFile(path, 'utf8'))
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Line);

/** A line of what `--to file` writes. */
export interface SimulatedLine {
  readonly key: string;
  readonly receivedAt: string;
  readonly event: WireEvent;
}
