import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import type { AlertChange, AlertPriority, SubscriptionChannel } from '@cisterna/contract';
import { createMetrics, startThrowawayPostgres, wallClock, type EmbeddedPostgres } from '@cisterna/platform';
import {
  archiveOf,
  createSubscription,
  deliveriesChannel,
  findSubscription,
  listDeliveries,
  listenForChanges,
  openPartition,
  openReadModel,
  writeBatch,
  type AlertChangeRow,
  type NewSubscription,
  type ReadModel,
  type StoredDelivery,
  type StoredSubscription,
} from '@cisterna/read-model';
import { Courier } from '../dispatch/courier.ts';
import { DeliveryTally } from '../dispatch/delivery-tally.ts';
import { Dispatcher } from '../dispatch/dispatcher.ts';
import type { Sender } from '../dispatch/sender.ts';
import { WebhookSender, type WebhookOptions } from '../webhooks/webhook-sender.ts';

const topic = 'pump.telemetry.v1';
const silent = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });

/** A secret as a subscriber would choose it. */
export const someSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** One change of an alert, as far as a test cares. */
export interface TestChange {
  readonly id: string;
  readonly version: number;
  readonly change?: AlertChange;
  readonly priority?: AlertPriority;
  readonly pumpId?: string;
  readonly clinicId?: string;
}

const rowOf = ({
  id,
  version,
  change = 'raised',
  priority = 'high',
  pumpId = 'P-1',
  clinicId = 'C-1',
}: TestChange): AlertChangeRow => ({
  alertId: id,
  version,
  pumpId,
  clinicId,
  change,
  at: Date.now(),
  doc: JSON.stringify({ id, version, pumpId, clinicId, kind: 'motor-stall', priority }),
});

/** Dispatcher and courier on a real database, for one spec file. */
export class TestNotifier {
  readonly metrics = createMetrics();
  private readonly stops: (() => Promise<void>)[] = [];
  private position: bigint | null = null;

  private constructor(
    private readonly postgres: EmbeddedPostgres,
    readonly model: ReadModel,
    private readonly epoch: number,
  ) {}

  static async open(): Promise<TestNotifier> {
    const postgres = await startThrowawayPostgres();
    const model = await openReadModel({ url: postgres.url, poolSize: 12, log: silent });
    const { epoch } = await openPartition(model, { topic, partition: 0 });
    return new TestNotifier(postgres, model, epoch);
  }

  /** Starts a process' part of the work; gives how to stop it. */
  start(options: Partial<WebhookOptions> = {}): () => Promise<void> {
    const { model } = this;
    const senders = new Map<SubscriptionChannel, Sender>([
      ['webhook', new WebhookSender({ mayBePrivate: true, clock: wallClock, ...options })],
    ]);
    const tally = new DeliveryTally(this.stops.length === 0 ? this.metrics : createMetrics(), model);
    const courier = new Courier({ model, senders, tally, clock: wallClock, log: silent });
    const news = listenForChanges(model, courier.nudge, deliveriesChannel);
    const dispatcher = new Dispatcher({ model, channels: ['webhook'], onDeliveries: courier.nudge, log: silent });
    courier.start();
    dispatcher.start();
    const stop = async (): Promise<void> => {
      await Promise.all([dispatcher.stop(), news.stop()]);
      await courier.stop();
    };
    this.stops.push(stop);
    return stop;
  }

  subscribe(over: Partial<NewSubscription>): Promise<StoredSubscription> {
    return createSubscription(this.model, {
      id: randomUUID(),
      name: 'ward',
      channel: 'webhook',
      target: 'http://127.0.0.1:9/',
      clinicIds: null,
      pumpIds: null,
      kinds: null,
      minPriority: null,
      escalateAfterSeconds: null,
      repeatEverySeconds: null,
      quietHours: null,
      secret: someSecret(),
      createdAt: Date.now(),
      createdBy: 'test',
      ...over,
    });
  }

  /** Stores changes as a projector does, in one batch. */
  async change(...changes: TestChange[]): Promise<void> {
    const to = (this.position ?? 0n) + 1n;
    const empty = {
      archive: archiveOf([]),
      pumps: [],
      snapshots: [],
      dropSnapshotsAfter: [],
      reconciliations: [],
      dropReconciliationsAfter: [],
    };
    const batch = {
      topic,
      partition: 0,
      epoch: this.epoch,
      from: this.position,
      to,
      clockAt: Date.now(),
      highWatermark: to,
    };
    await writeBatch(this.model, { ...batch, ...empty, alerts: [], deadLetters: [], alertChanges: changes.map(rowOf) });
    this.position = to;
  }

  async deliveries({ id }: { readonly id: string }): Promise<readonly StoredDelivery[]> {
    return (await listDeliveries(this.model, { subscriptionId: id, statuses: null, limit: 500, cursor: null })).items;
  }

  async subscription({ id }: { readonly id: string }): Promise<StoredSubscription> {
    const found = await findSubscription(this.model, id);
    if (found === null) throw new Error(`no subscription ${id}`);
    return found;
  }

  /** Pretends that what is planned for later is due now. */
  async hurry(): Promise<void> {
    await this.sql(`update delivery set due_ms = 0 where status = 'waiting' and lease is null and due_ms is not null`);
  }

  async sql(text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.postgres.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.stops.map(stop => stop()));
    await this.model.close();
    await this.postgres.stop();
  }
}
