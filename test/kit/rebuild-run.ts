import { spawn, type ChildProcess } from 'node:child_process';
import { builtProgram, type Environment } from './service-process.ts';

/** How a run ended, and all that it printed. */
export interface RebuildEnd {
  readonly code: number | null;
  readonly output: string;
}

/** None outlives the tests. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** One run of `npm run rebuild`, which may be killed. */
export class RebuildRun {
  readonly ended: Promise<RebuildEnd>;
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    children.add(child);
    this.ended = new Promise(resolve => {
      child.once('close', code => {
        children.delete(child);
        resolve({ code, output: this.output });
      });
    });
  }

  static start(environment: Environment, ...args: string[]): RebuildRun {
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment };
    const program = builtProgram('apps/projector/src/rebuild.main.js');
    return new RebuildRun(spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
