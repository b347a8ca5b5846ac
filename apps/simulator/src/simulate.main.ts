import { createLogger, readSettings, SettingsError } from '@cisterna/platform';
import { planFrom } from './cli/plan-from.ts';
import { ProgressBar } from './cli/progress-bar.ts';
import { runSimulation } from './cli/run-simulation.ts';
import { CommandLineError, readCommandLine, usage, type SimulateOptions } from './cli/simulate-options.ts';
import { LineFile } from './sinks/line-file.ts';
import { openKafka } from './sinks/open-kafka.ts';
import { FileSink } from './sinks/sink.file.ts';
import { HttpSink } from './sinks/sink.http.ts';
import { LogSink } from './sinks/sink.log.ts';
import type { Sink } from './sinks/sink.ts';

type Target = NonNullable<SimulateOptions['to']>;

/** Where nothing is said: a named file, else the brokers that are set, else the service. */
const targetOf = ({ to, out }: SimulateOptions, env: NodeJS.ProcessEnv): Target => {
  if (to !== undefined) return to;
  if (out !== undefined) return 'file';
  return env['KAFKA_BROKERS'] ? 'kafka' : 'http';
};

const openLog = async (env: NodeJS.ProcessEnv): Promise<Sink> => {
  const settings = readSettings({ ...env, CISTERNA_LOG: 'kafka' });
  const events = openKafka(settings, createLogger({ logLevel: 'warn' }));
  await events.ready();
  return new LogSink(events);
};

const openHttp = ({ url }: SimulateOptions, env: NodeJS.ProcessEnv): Sink => {
  const service = url ?? env['CISTERNA_URL'] ?? `http://127.0.0.1:${env['PORT'] ?? '8080'}`;
  return new HttpSink(service, env['CISTERNA_ADMIN_KEY'] ?? null);
};

const open = (target: Target, options: SimulateOptions, env: NodeJS.ProcessEnv): Sink | Promise<Sink> => {
  if (target === 'kafka') return openLog(env);
  return target === 'http' ? openHttp(options, env) : new FileSink(options.out ?? 'simulated.jsonl');
};

const run = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> => {
  const now = Date.now();
  const options = readCommandLine(args, now);
  if (options.help === true) {
    process.stdout.write(`${usage()}\n`);
    return;
  }
  const target = targetOf(options, env);
  const plan = planFrom(options, now);
  const sink = await open(target, options, env);
  const truth = options.truth === undefined ? null : new LineFile(options.truth);
  const progress = options.quiet === true ? null : new ProgressBar(process.stderr);
  const count = await runSimulation(plan, { sink, truth, progress });
  process.stderr.write(`${count} events of ${plan.pumps} pumps, ${plan.idPrefix}0001 and on, written to ${target}\n`);
};

const explain = (error: unknown): string => {
  if (error instanceof CommandLineError) return `${error.message}\nnpm run simulate -- --help lists the options`;
  if (error instanceof SettingsError) return error.message;
  return error instanceof Error ? error.message : String(error);
};

try {
  await run(process.argv.slice(2), process.env);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof CommandLineError || error instanceof SettingsError ? 2 : 1;
}
