import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { KafkaEventLog, type EventLog, type KafkaTopics } from '@cisterna/event-log';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { testBrokers, type TestBrokers } from '../../libs/event-log/src/testing/test-brokers.ts';
import { Database } from './database.ts';
import { ServiceProcess, type Environment, type Program } from './service-process.ts';
import type { WireEvent } from './telemetry.ts';

const silent = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });
const structured = { 'content-type': 'application/cloudevents+json' };

/** What an event log needs to say an event, and when it was received. */
export interface Sent {
  readonly event: WireEvent;
  readonly receivedAt?: number;
}

interface Place extends TestBrokers {
  readonly name: string;
}

/** Topics and a group of its own on a broker, a database of its own, and the processes started on them. */
export class Stage {
  readonly topics: KafkaTopics;
  readonly brokers: string;
  private readonly group: string;
  private readonly processes: ServiceProcess[] = [];

  private constructor(
    readonly postgres: EmbeddedPostgres,
    readonly database: Database,
    public log: EventLog,
    private readonly place: Place,
  ) {
    this.topics = topicsOf(place.name);
    this.brokers = place.brokers;
    this.group = place.name;
  }

  /** `brokers` names a broker of the test's own, to be killed; without it the shared one serves. */
  static async open({
    brokers,
    partitions = 4,
  }: { readonly brokers?: string; readonly partitions?: number } = {}): Promise<Stage> {
    const broker: TestBrokers =
      brokers === undefined ? await testBrokers() : { brokers, release: () => Promise.resolve() };
    const name = `e2e-${randomUUID().slice(0, 8)}`;
    const postgres = await startThrowawayPostgres();
    const log = await openLog(broker.brokers, name, partitions);
    return new Stage(postgres, new Database(postgres.url), log, { ...broker, name });
  }

  /** The settings of a process on this stage. */
  environment(over: Environment = {}): Environment {
    return {
      CISTERNA_LOG: 'kafka',
      KAFKA_BROKERS: this.brokers,
      CISTERNA_TOPIC_TELEMETRY: this.topics.telemetry,
      CISTERNA_TOPIC_ALERTS: this.topics.alerts,
      CISTERNA_TOPIC_DLQ: this.topics.deadLetters,
      CISTERNA_GROUP: this.group,
      DATABASE_URL: this.postgres.url,
      ...over,
    };
  }

  /** Starts a process and waits until it is ready; it ends with the stage. */
  async start(program: Program, over: Environment = {}, port?: number): Promise<ServiceProcess> {
    const started = await this.spawn(program, over, port);
    await started.ready();
    return started;
  }

  async spawn(program: Program, over: Environment = {}, port?: number): Promise<ServiceProcess> {
    const spawned = await ServiceProcess.spawn(program, this.environment(over), port);
    this.processes.push(spawned);
    return spawned;
  }

  /** Appends events in this order, each keyed by its pump. */
  send(events: readonly (WireEvent | Sent)[]): Promise<void> {
    const sent = events.map(item => ('event' in item ? item : { event: item }));
    return this.log.append(
      sent.map(({ event, receivedAt }) => ({
        key: event.subject,
        value: JSON.stringify(event),
        headers: structured,
        ...(receivedAt === undefined ? {} : { receivedAt }),
      })),
    );
  }

  /** Opens the log anew: a producer learns of partitions that were raised only now and then. */
  async reconnect(partitions: number): Promise<void> {
    await this.log.close();
    this.log = await openLog(this.brokers, this.place.name, partitions);
  }

  /** Ends everything; what was killed meanwhile does not matter. */
  async close(): Promise<void> {
    await Promise.all(this.processes.map(started => started.kill()));
    await this.log.close();
    await this.database.close();
    await this.postgres.stop();
    await this.place.release();
  }
}

const topicsOf = (name: string): KafkaTopics => ({
  telemetry: `${name}-telemetry`,
  alerts: `${name}-alerts`,
  deadLetters: `${name}-dlq`,
});

const openLog = async (brokers: string, name: string, partitions: number): Promise<EventLog> => {
  const settings = { brokers: [brokers], topics: topicsOf(name), group: name, partitions, replication: 1 };
  const log = new KafkaEventLog(settings, silent);
  await log.ready();
  return log;
};
