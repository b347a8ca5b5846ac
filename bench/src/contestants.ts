import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../deploy/kafka/repository.ts';
import { runChild } from './child-run.ts';
import type { Contestant } from './contestant.ts';

const streamsFolder = join(repositoryRoot(), 'bench', 'peers', 'kafka-streams');
const jvm = ['-Xmx512m', '-XX:+UseParallelGC'];

export const rawKafkajs: Contestant = {
  name: 'raw kafkajs',
  does: 'fetches, JSON.parse, nothing else; commits as kafkajs does by itself',
  run: (topic, brokers, total) =>
    runChild(process.execPath, [join(import.meta.dirname, 'raw-kafkajs.js'), brokers, topic], total),
};

export const kafkaStreams: Contestant = {
  name: 'Kafka Streams',
  does: 'exactly_once_v2, 2 threads, the reservoir account per pump in RocksDB with a changelog; drops late events, keeps no archive, decides no alerts',
  prepare: async () => {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', join(streamsFolder, 'pom.xml'), 'package']);
  },
  run: (topic, brokers, total) =>
    runChild('java', [...jvm, '-jar', join(streamsFolder, 'target', 'peer.jar'), brokers, topic], total),
};

/** Cisterna with so many projectors, which share the partitions; its memory is that of the projectors, PostgreSQL's not counted. */
export const cisterna = (projectors: number): Contestant => ({
  name: projectors === 1 ? 'Cisterna' : `Cisterna, ${projectors} projectors`,
  does: `${projectors} projector process${projectors === 1 ? '' : 'es'}: archive, read models, snapshots, alerts, outbox and position in one transaction; late events fold again; queryable in SQL`,
  run: (topic, brokers, total) =>
    runChild(process.execPath, [...process.execArgv, join(import.meta.dirname, 'cisterna.js'), brokers, topic, String(projectors)], total),
});
