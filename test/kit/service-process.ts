import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../deploy/kafka/free-port.ts';
import { repositoryRoot } from '../../deploy/kafka/repository.ts';
import { eventually } from './eventually.ts';

export type Environment = Readonly<Record<string, string>>;

/** A program of ours as `npm run build` left it; CISTERNA_TEST_DIST names another folder than `dist`. */
export const builtProgram = (path: string): string => {
  const file = join(repositoryRoot(), process.env['CISTERNA_TEST_DIST'] ?? 'dist', path);
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build`);
  return file;
};

const programs = {
  cisterna: 'apps/cisterna/src/main.js',
  demo: 'apps/cisterna/src/demo.main.js',
  projector: 'apps/projector/src/main.js',
  notifier: 'apps/notifier/src/main.js',
  api: 'apps/api/src/main.js',
} as const;

/** Which process to start. */
export type Program = keyof typeof programs;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Only what a program needs of this process' environment, so that nothing set here changes what is tested. */
const base = (): Environment => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  LOG_LEVEL: 'info',
});

/** None outlives the tests. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** One of our processes, running, listening on a port of its own. */
export class ServiceProcess {
  /** What it printed, line by line, both streams. */
  readonly lines: string[] = [];
  readonly exited: Promise<Exit>;

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface({ input: stream }).on('line', line => this.lines.push(line));
    this.exited = new Promise(resolve => {
      child.once('close', (code, signal) => {
        resolve({ code, signal });
      });
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
  }

  /** Starts a process; does not wait for it. A former one's port may be given to start again at the same address. */
  static async spawn(program: Program, environment: Environment, port?: number): Promise<ServiceProcess> {
    const chosen = port ?? (await freePort());
    const env = { ...base(), ...environment, PORT: String(chosen) };
    const child = spawn(process.execPath, ['--enable-source-maps', builtProgram(programs[program])], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServiceProcess(`http://127.0.0.1:${chosen}`, child);
  }

  /** Starts a process and waits until it says that it is ready. */
  static async start(program: Program, environment: Environment, port?: number): Promise<ServiceProcess> {
    const started = await ServiceProcess.spawn(program, environment, port);
    await started.ready();
    return started;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it printed, for a message or a search. */
  get output(): string {
    return this.lines.join('\n');
  }

  /** What `/health/ready` says; null while nothing listens. */
  async health(): Promise<{ readonly status: number; readonly text: string } | null> {
    try {
      const answer = await fetch(`${this.url}/health/ready`);
      return { status: answer.status, text: await answer.text() };
    } catch {
      return null;
    }
  }

  /** Waits until it is ready. @throws with what it printed when it ends before or needs longer */
  async ready(withinMs = 60_000): Promise<void> {
    const failure = (): Error => new Error(`not ready:\n${this.lines.slice(-40).join('\n')}`);
    await eventually(
      'the service is ready',
      async () => {
        if (!this.running) throw failure();
        return (await this.health())?.status === 200;
      },
      withinMs,
    ).catch((error: unknown) => {
      throw new Error(failure().message, { cause: error });
    });
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Asks it to end, and waits until it has. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    this.child.kill(signal);
    return this.exited;
  }
}
