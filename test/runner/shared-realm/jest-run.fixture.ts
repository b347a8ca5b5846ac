import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface FileOutcome {
  readonly name: string;
  readonly message: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

const program = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');
const here = (name: string): string => join(import.meta.dirname, name);
const config = {
  testEnvironment: here('environment.mjs'),
  testRunner: here('framework.mjs'),
  testMatch: ['**/*.spec.ts'],
  transform: {},
};

/** A run of Jest, as this folder has it run, over files of its own in a temporary folder. */
export class JestRun {
  private constructor(
    readonly folder: string,
    /** What Jest exited with: 1 where a test failed. */
    readonly exitCode: number | null,
    private readonly outcomes: readonly FileOutcome[],
  ) {}

  /** Runs the specs among `files` (texts by name), one after the other; with `ownProcess`, as those with a process each. */
  static async of(files: Readonly<Record<string, string>>, ownProcess = false): Promise<JestRun> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'jest-run-')));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const runner = { runner: here(ownProcess ? 'own-process.mjs' : 'workers.mjs') };
    const outputFile = join(folder, 'outcome.json');
    const flags = ['--config', JSON.stringify({ ...config, ...runner, rootDir: folder }), '--json', '--runInBand'];
    const child = spawn(process.execPath, [program, ...flags, '--outputFile', outputFile], {
      cwd: folder,
      stdio: 'ignore',
    });
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    const outcome = JSON.parse(await readFile(outputFile, 'utf8')) as { readonly testResults: readonly FileOutcome[] };
    return new JestRun(folder, exitCode, outcome.testResults);
  }

  /** Names and statuses of a file's tests, in order. */
  statuses(file: string): readonly (readonly [string, string])[] {
    return this.of(file).assertionResults.map(({ fullName, status }) => [fullName, status]);
  }

  /** What Jest says of a file's failures. */
  message(file: string): string {
    return this.of(file).message;
  }

  /** What a spec has written beside itself. */
  written(file: string): Promise<string> {
    return readFile(join(this.folder, file), 'utf8');
  }

  /** Removes the folder. */
  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private of(file: string): FileOutcome {
    const found = this.outcomes.find(({ name }) => name === join(this.folder, file));
    if (found === undefined) throw new Error(`Jest did not run ${file}`);
    return found;
  }
}
