import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BrokerError } from './broker-error.ts';
import { repositoryRoot } from './repository.ts';

const run = promisify(execFile);
const oldestJava = 17;

export const pomFile = (): string => join(repositoryRoot(), 'deploy', 'kafka', 'pom.xml');

/** The Apache Kafka version that pom.xml names. */
export const kafkaVersion = (): string => {
  const version = /<kafka\.version>([^<]+)</.exec(readFileSync(pomFile(), 'utf8'))?.[1];
  if (version === undefined) throw new BrokerError(`${pomFile()} names no kafka.version`);
  return version;
};

const jarFolder = (): string => join(repositoryRoot(), '.kafka', `lib-${kafkaVersion()}`);

const javaVersion = (): number | null => {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (status !== 0) return null;
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? [];
  return Number(first === '1' ? second : first);
};

/** Why no broker can run on this machine, or null when one can: Java 17 or newer, and Maven unless the jars are here. */
export const brokerUnavailable = (): string | null => {
  const java = javaVersion();
  if (java === null) return 'no `java` on the path (Apache Kafka needs Java 17 or newer)';
  if (java < oldestJava) return `Java ${java} is too old: Apache Kafka needs Java ${oldestJava} or newer`;
  if (existsSync(jarFolder())) return null;
  const maven = spawnSync('mvn', ['-v'], { stdio: 'ignore' });
  return maven.status === 0 ? null : 'no `mvn` on the path (Maven fetches Apache Kafka)';
};

/**
 * The folder with Apache Kafka's jars, fetched by Maven the first time and kept under `.kafka/`.
 * Several processes may ask at once: each copies into a folder of its own, the first one's stays.
 */
export const kafkaJars = async (): Promise<string> => {
  const folder = jarFolder();
  if (existsSync(folder)) return folder;
  await mkdir(join(folder, '..'), { recursive: true });
  const arriving = await mkdtemp(`${folder}.`);
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${arriving}`];
  await run('mvn', ['-q', '-B', '-f', pomFile(), ...goal]).catch((cause: unknown) => {
    throw new BrokerError('Maven could not fetch Apache Kafka; see the cause', cause);
  });
  await rename(arriving, folder).catch(() => rm(arriving, { recursive: true, force: true }));
  return folder;
};
