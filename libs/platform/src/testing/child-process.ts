import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { createInterface } from 'node:readline';

/** A Node process of its own, so that it can be killed. */
export interface Child {
  readonly pid: number;
  /** What it printed so far, line by line; lines that are JSON come parsed. */
  readonly lines: readonly unknown[];
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  kill(signal: NodeJS.Signals): void;
  /** What Ctrl-C does: a signal to the process and all that belongs to its group. */
  interruptGroup(): void;
}

/** The compiled lib in a temporary folder. */
export interface CompiledPlatform {
  /** Runs a module text in which `platform` is all that the lib exports. */
  start(script: string): Child;
  remove(): void;
}

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
};

const follow = (process: ChildProcess): Child => {
  const lines: unknown[] = [];
  const exited = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    process.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
  for (const stream of [process.stdout, process.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', line => lines.push(parsed(line)));
  }
  const pid = process.pid ?? 0;
  return {
    pid,
    lines,
    exited,
    kill: signal => void process.kill(signal),
    interruptGroup: () => void kill(-pid, 'SIGINT'),
  };
};

/** Compiles the lib as `npm run build` does. */
export const compilePlatform = (): CompiledPlatform => {
  const folder = mkdtempSync(join(tmpdir(), 'cisterna-compiled-'));
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  execFileSync(process.execPath, [swc, 'libs/platform', '--out-dir', folder, '--extensions', '.ts', '--quiet'], {
    cwd: root,
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const lib = join(folder, 'libs', 'platform', 'src', 'index.js');
  return {
    start: script => {
      const text = `import * as platform from ${JSON.stringify(lib)};\n${script}`;
      const env = { PATH: process.env['PATH'] };
      return follow(
        spawn(process.execPath, ['--input-type=module', '--eval', text], {
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
          detached: true,
        }),
      );
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
