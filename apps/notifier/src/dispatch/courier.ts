import { setTimeout as delay } from 'node:timers/promises';
import type { SubscriptionChannel } from '@cisterna/contract';
import type { Clock, Logger } from '@cisterna/platform';
import { claimDeliveries, type AttemptResult, type ClaimedDelivery, type ReadModel } from '@cisterna/read-model';
import type { DeliveryTally } from './delivery-tally.ts';
import { ResultBook } from './result-book.ts';
import { retryInMs } from './retry-schedule.ts';
import type { Answer, Sender } from './sender.ts';

/** Attempts at a time in this process: of subscribers that are well, and, apart, of those that fail, which may take all the time they are given. */
const places = { well: 256, failing: 32 } as const;
/** Attempts at a time of one subscription: one that needs 200 ms for each still takes 100 a second. */
const perSubscription = { well: 24, failing: 2 } as const;
/** Without any news what is due is looked for this often: retries, and what a replica left behind. */
const lookEveryMs = 250;
/** Longer than any attempt, its recording included. */
const leaseMs = 20_000;
const stopPatienceMs = 1_000;

type Pool = keyof typeof places;

export interface CourierOptions {
  readonly model: ReadModel;
  readonly senders: ReadonlyMap<SubscriptionChannel, Sender>;
  readonly tally: Pick<DeliveryTally, 'count'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Carries what is due to its subscribers, and keeps what they answered; any number of processes share the work. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #book: ResultBook;
  readonly #stopping = new AbortController();
  readonly #running: Record<Pool, Set<ClaimedDelivery>> = { well: new Set(), failing: new Set() };
  #news = true;
  #wake: () => void = () => undefined;
  #lookedAt = 0;
  #loop: Promise<void> = Promise.resolve();
  #closing = false;
  /** Results on their way into the database. */
  #writing = 0;
  /** The database could not be asked the last time. */
  #unable = false;
  /** Some had no place: one that becomes free is taken at once. */
  #crowded = false;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#book = new ResultBook(options.model, options.log, this.#stopping.signal);
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Says that something may be due. */
  readonly nudge = (): void => {
    this.#news = true;
    this.#wake();
  };

  /** Claims nothing more and waits a moment for what is under way; what does not end is repeated, by whoever runs, after its lease. */
  async stop(): Promise<void> {
    const patience = performance.now() + stopPatienceMs;
    const isBusy = (): boolean => this.#running.well.size + this.#running.failing.size + this.#writing > 0;
    this.#closing = true;
    while (isBusy() && performance.now() < patience) await delay(10);
    this.#stopping.abort();
    this.#wake();
    await this.#loop;
    await Promise.all([...this.#options.senders.values()].map(sender => sender.close()));
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#news = false;
      await this.#turn();
      await this.#rest();
    }
  }

  async #rest(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.#wake = resolve;
      if (this.#news || this.#stopping.signal.aborted) resolve();
      timer = setTimeout(resolve, lookEveryMs);
    });
    clearTimeout(timer);
  }

  /** Claims what may be tried now, as far as there are places. */
  async #turn(): Promise<void> {
    if (this.#closing) return;
    try {
      this.#crowded = false;
      await this.#claim('well');
      if (performance.now() - this.#lookedAt >= lookEveryMs) {
        this.#lookedAt = performance.now();
        await this.#claim('failing');
      }
      this.#unable = false;
    } catch (err) {
      if (!this.#unable) this.#options.log.warn({ err }, 'deliveries.claiming-failed');
      this.#unable = true;
    }
  }

  async #claim(pool: Pool): Promise<void> {
    const limit = places[pool] - this.#running[pool].size;
    if (limit <= 0) return;
    const claimed = await claimDeliveries(this.#options.model, {
      channels: [...this.#options.senders.keys()],
      failing: pool === 'failing',
      limit,
      perSubscription: perSubscription[pool],
      running: this.#counts(),
      leaseMs,
    });
    for (const delivery of claimed) void this.#attempt(delivery, pool);
    const isFull = [...this.#counts().values()].some(count => count >= perSubscription[pool]);
    this.#crowded ||= claimed.length === limit || isFull;
  }

  #counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const running of Object.values(this.#running))
      for (const { subscriptionId } of running) counts.set(subscriptionId, (counts.get(subscriptionId) ?? 0) + 1);
    return counts;
  }

  async #attempt(delivery: ClaimedDelivery, pool: Pool): Promise<void> {
    const { senders, clock, tally } = this.#options;
    this.#running[pool].add(delivery);
    const [at, began] = [clock.now(), performance.now()];
    const answer = (await senders.get(delivery.channel)?.send(delivery)) ?? unreachable;
    tally.count(delivery, answer, clock.now());
    // The subscriber is free again; that it is written down may take a while longer.
    this.#running[pool].delete(delivery);
    if (this.#crowded) this.nudge();
    this.#writing += 1;
    const news = await this.#book.keep(
      resultOf(delivery, answer, { at, durationMs: Math.round(performance.now() - began) }),
    );
    this.#writing -= 1;
    if (news) this.nudge();
  }
}

const unreachable: Answer = { status: null, error: 'unsupported: nothing here serves this channel', gone: false };

type Times = Pick<AttemptResult, 'at' | 'durationMs'>;

const resultOf = (delivery: ClaimedDelivery, { status, error, gone, final }: Answer, times: Times): AttemptResult => {
  const result = { delivery, status, error, ...times };
  if (error === null) return { ...result, outcome: 'delivered', retryInMs: null };
  if (gone) return { ...result, outcome: 'gone', retryInMs: null };
  const now = times.at + times.durationMs;
  const wait =
    delivery.test || final === true
      ? null
      : retryInMs({ attempt: delivery.attempt, begunAt: delivery.begunAt, now }, Math.random());
  return wait === null
    ? { ...result, outcome: 'given-up', retryInMs: null }
    : { ...result, outcome: 'retry', retryInMs: wait };
};
