import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { BrokerError } from './broker-error.ts';
import { whenServing } from './broker-probe.ts';
import { kafkaVersion } from './kafka-jars.ts';

const run = promisify(execFile);

/** The image's settings: naming one means naming all, its defaults are gone then. */
const settings = (port: number): Record<string, string> => ({
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://127.0.0.1:9093`,
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://localhost:${port}`,
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:9093',
  KAFKA_LOG_DIRS: '/var/lib/kafka/data',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_BROKER_SESSION_TIMEOUT_MS: '3000',
  KAFKA_BROKER_HEARTBEAT_INTERVAL_MS: '500',
  KAFKA_MESSAGE_MAX_BYTES: '33554432',
});

/** Whether a container engine answers. */
export const dockerAnswers = (): boolean =>
  spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0;

const start = (name: string, port: number): ChildProcess => {
  const environment = Object.entries(settings(port)).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  const place = ['--name', name, '-p', `127.0.0.1:${port}:${port}`, '-v', `${name}:/var/lib/kafka/data`];
  const image = `apache/kafka:${kafkaVersion()}`;
  return spawn('docker', ['run', '--rm', ...place, ...environment, image], { stdio: 'ignore', detached: true });
};

/**
 * Starts Apache Kafka in a container on 127.0.0.1; its data stay in a volume named like the container.
 * The first start fetches the image, so it may take minutes. Resolves, when it serves, to what stops it.
 */
export const startDockerBroker = async (port: number): Promise<() => Promise<void>> => {
  const name = `cisterna-kafka-${port}`;
  const child = start(name, port);
  const gone = once(child, 'exit');
  const alive = (): boolean => child.exitCode === null;
  await whenServing(`127.0.0.1:${port}`, alive, 600_000).catch((cause: unknown) => {
    throw new BrokerError(`the container ${name} did not serve port ${port}; see \`docker logs ${name}\``, cause);
  });
  return async () => {
    await run('docker', ['stop', name]);
    await gone;
  };
};
