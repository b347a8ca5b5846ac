import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BrokerError } from './broker-error.ts';
import { endLeftover, notePid, temporaryFolder } from './broker-folder.ts';
import { writeProperties } from './broker-properties.ts';
import { whenServing } from './broker-probe.ts';
import { freePort } from './free-port.ts';
import { brokerUnavailable, kafkaJars } from './kafka-jars.ts';

export { brokerUnavailable } from './kafka-jars.ts';

const run = promisify(execFile);
const clusterId = 'Y2lzdGVybmEtb25lLW5vZA';

export interface BrokerOptions {
  /** Port on 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** Folder for the data, kept at stop; a temporary one, removed at stop, by default. */
  readonly dataDir?: string;
  /** `host:port` told to clients; the listener itself by default. */
  readonly advertised?: string;
  /** Added to server.properties, the later one wins; may name `${port}` and `${controllerPort}`. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Further arguments of `StorageTool format`, such as `--add-scram`. */
  readonly formatArguments?: readonly string[];
  /** Java heap, 512 by default. */
  readonly heapMegabytes?: number;
}

/** A real single-node Apache Kafka in a process of its own. */
export interface Broker {
  /** `host:port` for clients. */
  readonly brokers: string;
  /** Ends it at once (SIGKILL); its data stay. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, after `kill`. Resolves when it serves. */
  restart(): Promise<void>;
  /** Clean stop; removes a temporary data folder. May be called twice. */
  stop(): Promise<void>;
}

class JavaBroker implements Broker {
  private child: ChildProcess | null = null;
  private readonly abandon = (): void => void this.child?.kill('SIGKILL');

  constructor(
    readonly brokers: string,
    private readonly folder: string,
    private readonly command: readonly string[],
    private readonly temporary: boolean,
  ) {
    process.once('exit', this.abandon);
  }

  async restart(): Promise<void> {
    const log = openSync(join(this.folder, 'broker.log'), 'a');
    const child = spawn('java', this.command, { stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    this.child = child;
    await notePid(this.folder, child.pid ?? 0);
    await whenServing(this.brokers, () => child.exitCode === null && child.signalCode === null).catch(
      async (cause: unknown) => {
        const said = await readFile(join(this.folder, 'broker.log'), 'utf8');
        await this.kill();
        throw new BrokerError(`Apache Kafka did not start; its log ends with:\n${said.slice(-2_000)}`, cause);
      },
    );
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    process.off('exit', this.abandon);
    if (this.temporary) await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === null) return;
    this.child = null;
    const gone = once(child, 'exit');
    if (child.kill(signal)) await gone;
  }
}

const startIn = async (folder: string, options: BrokerOptions): Promise<Broker> => {
  const port = await freePort(options.port);
  const advertised = options.advertised ?? `127.0.0.1:${port}`;
  const properties = await writeProperties({ port, advertised, folder, properties: options.properties ?? {} });
  const heap = options.heapMegabytes ?? 512;
  const java = [`-Xmx${heap}m`, `-Xms${Math.min(heap, 256)}m`, '-cp', join(await kafkaJars(), '*')];
  const format = [
    'format',
    '-t',
    clusterId,
    '-c',
    properties,
    '--ignore-formatted',
    ...(options.formatArguments ?? []),
  ];
  await run('java', [...java, 'kafka.tools.StorageTool', ...format]);
  const command = [...java, 'kafka.Kafka', properties];
  const broker = new JavaBroker(`127.0.0.1:${port}`, folder, command, options.dataDir === undefined);
  await broker.restart();
  return broker;
};

/**
 * Starts Apache Kafka on this machine by Java and waits until it takes writes, about 3 s.
 * @throws BrokerError without Java 17 or Maven (see `brokerUnavailable`), when the port is taken, or when it ends while starting
 */
export const startBroker = async (options: BrokerOptions = {}): Promise<Broker> => {
  const reason = brokerUnavailable();
  if (reason !== null) throw new BrokerError(reason);
  const folder = options.dataDir ?? (await temporaryFolder());
  await mkdir(folder, { recursive: true });
  await endLeftover(folder);
  return startIn(folder, options).catch(async (thrown: unknown) => {
    if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true });
    throw thrown;
  });
};
