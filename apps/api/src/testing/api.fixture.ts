import { pino } from 'pino';
import { PostgresEventLog, type EventLog } from '@cisterna/event-log';
import {
  createMetrics,
  Health,
  startThrowawayPostgres,
  type Clock,
  type EmbeddedPostgres,
  type Settings,
} from '@cisterna/platform';
import { openReadModel, type ReadModel } from '@cisterna/read-model';
import type { Api, ApiDependencies } from '../api.ts';
import { createApi } from '../create-api.ts';
import { HttpClient } from './http-client.fixture.ts';

export const topics: Settings['topics'] = {
  telemetry: 'pump.telemetry.v1',
  alerts: 'pump.alerts.v1',
  deadLetters: 'pump.telemetry.dlq.v1',
};

/** A clock that stands still until it is set. */
export class SetClock implements Clock {
  constructor(public at: number) {}

  now(): number {
    return this.at;
  }
}

type Choices = Partial<Pick<ApiDependencies['settings'], 'clock' | 'access' | 'webhooksMayBePrivate' | 'mail'>>;

/** The API on a real database and a real log, for one spec file. */
export class TestApi {
  readonly log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });

  private constructor(
    readonly postgres: EmbeddedPostgres,
    readonly model: ReadModel,
    readonly eventLog: EventLog,
    readonly clock: SetClock,
  ) {}

  /** Starts database and log; `now` is what the service's clock says. `urlOf` may lead the way to the database elsewhere. */
  static async start(
    now: number,
    urlOf = (postgres: EmbeddedPostgres) => Promise.resolve(postgres.url),
  ): Promise<TestApi> {
    const silent = pino({ level: 'silent' });
    const postgres = await startThrowawayPostgres();
    const url = await urlOf(postgres);
    const model = await openReadModel({ url, poolSize: 8, log: silent });
    const eventLog = new PostgresEventLog(
      { url, topic: topics.telemetry, partitions: 2, appendTimeoutMs: 1_000 },
      silent,
    );
    await eventLog.ready();
    return new TestApi(postgres, model, eventLog, new SetClock(now));
  }

  /** What an API is made of here; one process more with each call. */
  parts({ clock = 'wall', access = { kind: 'open' }, ...choices }: Choices = {}): ApiDependencies {
    return {
      settings: {
        http: { host: '127.0.0.1', port: 0 },
        clock,
        access,
        topics,
        simulatedPumps: 0,
        webhooksMayBePrivate: true,
        mail: null,
        ...choices,
      },
      readModel: this.model,
      eventLog: this.eventLog,
      health: new Health(),
      metrics: createMetrics(),
      clock: this.clock,
      log: this.log,
    };
  }

  /** A listening API and a client of it. */
  async open(choices: Choices = {}): Promise<{ api: Api; http: HttpClient }> {
    const api = await createApi(this.parts(choices));
    await api.listen();
    return { api, http: new HttpClient(api.url) };
  }

  async stop(): Promise<void> {
    await this.eventLog.close();
    await this.model.close();
    await this.postgres.stop();
  }
}
