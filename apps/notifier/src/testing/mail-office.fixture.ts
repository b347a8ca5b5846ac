import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { pino } from 'pino';
import type { AlertChange, AlertView } from '@cisterna/contract';
import { commandAlert, type AlertCommand } from '@cisterna/domain';
import { createMetrics, startThrowawayPostgres, wallClock, type EmbeddedPostgres } from '@cisterna/platform';
import {
  changeAlert,
  createSubscription,
  listDeliveries,
  openReadModel,
  type NewSubscription,
  type ReadModel,
  type StoredDelivery,
  type StoredSubscription,
} from '@cisterna/read-model';
import { Courier } from '../dispatch/courier.ts';
import { DeliveryTally } from '../dispatch/delivery-tally.ts';
import { Dispatcher } from '../dispatch/dispatcher.ts';
import { MailSender } from '../mail/mail-sender.ts';
import { MailTimer } from '../mail/mail-timer.ts';
import { AlarmedPumps, raisedAt, topic } from './alarmed-pumps.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { MailServer } from './mail-server.fixture.ts';

const silent = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });

/** Timers look once a second, on machines that may be busy. */
const withinMs = 30_000;

export const acknowledge = { kind: 'acknowledge', by: 'nurse', note: null } as const;
/** What an alert that came to its end shows. */
export const over = { condition: 'inactive', clearedAt: '2025-01-01T01:00:00Z' } as const;

/** Dispatcher, courier and timer with a real mail server and database; the service's clock is set by hand. */
export class MailOffice {
  now = raisedAt;
  private made = 0;
  private stops: (() => Promise<void>)[] = [];

  private constructor(
    private readonly postgres: EmbeddedPostgres,
    readonly model: ReadModel,
    readonly server: MailServer,
    readonly pumps: AlarmedPumps,
  ) {}

  static async open(): Promise<MailOffice> {
    const postgres = await startThrowawayPostgres();
    const model = await openReadModel({ url: postgres.url, poolSize: 12, log: silent });
    return new MailOffice(postgres, model, await MailServer.listen(), await AlarmedPumps.open(model));
  }

  /** Starts the work of one process; any number may run. */
  start(): void {
    const { model } = this;
    const sender = new MailSender({ smtpUrl: this.server.url, from: 'Cisterna <alerts@clinic.example>' });
    const senders = new Map([['email', sender]] as const);
    const courier = new Courier({
      model,
      senders,
      tally: new DeliveryTally(createMetrics(), model),
      clock: wallClock,
      log: silent,
    });
    const dispatcher = new Dispatcher({ model, channels: ['email'], onDeliveries: courier.nudge, log: silent });
    const clock = { now: () => this.now };
    const timer = new MailTimer({ model, clock, clockKind: 'wall', topic, log: silent, onDeliveries: courier.nudge });
    for (const part of [courier, dispatcher, timer]) part.start();
    this.stops.push(async () => {
      await Promise.all([dispatcher.stop(), timer.stop()]);
      await courier.stop();
    });
  }

  /** Stops them all. */
  async rest(): Promise<void> {
    await Promise.all(this.stops.splice(0).map(stop => stop()));
  }

  subscribe(target: string, over: Partial<NewSubscription> = {}): Promise<StoredSubscription> {
    return createSubscription(this.model, {
      id: randomUUID(),
      name: 'ward',
      channel: 'email',
      target,
      clinicIds: null,
      pumpIds: null,
      kinds: null,
      minPriority: null,
      escalateAfterSeconds: null,
      repeatEverySeconds: null,
      quietHours: null,
      secret: null,
      createdAt: Date.now(),
      createdBy: 'test',
      ...over,
    });
  }

  /** What a person does about a pump's alert. */
  async command(pumpId: string, command: AlertCommand): Promise<void> {
    await changeAlert(this.model, AlarmedPumps.alertOf(pumpId), record =>
      commandAlert(record, command, { at: this.now }),
    );
  }

  /** What the service decides about a pump's alert. */
  async decide(pumpId: string, change: AlertChange, parts: Partial<AlertView>): Promise<void> {
    await changeAlert(this.model, AlarmedPumps.alertOf(pumpId), ({ facts, view }) => {
      const version = view.version + 1;
      const at = new Date(this.now).toISOString();
      const history = [...view.history, { version, change, at, by: null }];
      return { change, record: { facts, view: { ...view, ...parts, version, history } } };
    });
  }

  /** What was sent to a subscriber or not: change, status and reason of each, the oldest alert's change first. */
  async deliveries({ id }: { readonly id: string }): Promise<readonly StoredDelivery[]> {
    return (await listDeliveries(this.model, { subscriptionId: id, statuses: null, limit: 500, cursor: null })).items;
  }

  /** A pump and a subscriber to it that no other test has. */
  async fresh(terms: Partial<NewSubscription> = {}) {
    const pumpId = `P-${(this.made += 1)}`;
    const to = `ward-${this.made}@clinic.example`;
    return { pumpId, to, subscription: await this.subscribe(to, { pumpIds: [pumpId], ...terms }) };
  }

  /** Waits until just these subjects came to an address. */
  came(to: string, subjects: readonly string[]): Promise<true> {
    return eventually(subjects.join(' | '), () => isDeepStrictEqual(this.server.subjectsTo(to), subjects), withinMs);
  }

  /** Version, type and status of each delivery to a subscriber, sorted. */
  async fates(subscription: { readonly id: string }): Promise<string[]> {
    const deliveries = await this.deliveries(subscription);
    return deliveries.map(({ version, type, status }) => `${version} ${type} ${status}`).sort();
  }

  /** Waits until just these are a subscriber's fates. */
  settled(subscription: { readonly id: string }, expected: readonly string[]): Promise<true> {
    return eventually(
      expected.join(' | '),
      async () => isDeepStrictEqual(await this.fates(subscription), expected),
      withinMs,
    );
  }

  /** Pretends that summaries have been gathered for long enough; gives how many deliveries wait for one. */
  async gather(): Promise<number> {
    const [, waiting] = await this.model.dataSource.query<[unknown, number]>(
      `update delivery set due_ms = 0 where status = 'summarised' and summary_id is null`,
    );
    return waiting;
  }

  /** Ends what a test subscribed to, and sets the clock back. */
  async forget(): Promise<void> {
    await this.model.dataSource.query(`update subscription set status = 'deleted'`);
    this.now = raisedAt;
  }

  async close(): Promise<void> {
    await this.rest();
    await this.server.close();
    await this.model.close();
    await this.postgres.stop();
  }
}
