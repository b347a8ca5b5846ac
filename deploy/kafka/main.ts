import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startBroker } from './broker.ts';
import { dockerAnswers, startDockerBroker } from './docker-broker.ts';
import { repositoryRoot } from './repository.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const portFrom = (value: string | undefined): number => {
  const port = Number(value ?? '9092');
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`KAFKA_PORT is not a port: ${String(value)}`);
  return port;
};

/** Starts the broker by Java; resolves to what stops it. */
const startByJava = async (port: number): Promise<() => Promise<void>> => {
  const dataDir = join(repositoryRoot(), '.kafka', 'data');
  await mkdir(dataDir, { recursive: true });
  const broker = await startBroker({ port, dataDir, advertised: `localhost:${port}` });
  say(`data in ${dataDir}`);
  return () => broker.stop();
};

const interrupted = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });

const main = async (): Promise<void> => {
  const stopped = interrupted();
  const port = portFrom(process.env['KAFKA_PORT']);
  const byDocker = dockerAnswers();
  say(`starting Apache Kafka by ${byDocker ? 'Docker' : 'Java'} …`);
  const stop = await (byDocker ? startDockerBroker(port) : startByJava(port));
  say(`Apache Kafka listens on localhost:${port} (Ctrl-C stops it)`);
  await stopped;
  await stop();
  say('Apache Kafka has stopped');
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
