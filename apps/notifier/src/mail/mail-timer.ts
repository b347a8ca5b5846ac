import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Logger } from '@cisterna/platform';
import { fireMailTimers, sendSummaries, type ReadModel, type SummaryQuery } from '@cisterna/read-model';
import { mostInTenMinutes } from './judge-mail.ts';

const everyMs = 1_000;
const portion = 200;
const usualSummaries: SummaryQuery['everyMs'] = { digest: 3_600_000, flood: 600_000 };

export interface MailTimerOptions {
  readonly model: ReadModel;
  readonly clock: Clock;
  /** Under `stream` an escalation is due by the time through which its pump's partition of this topic has been read. */
  readonly clockKind: 'wall' | 'stream';
  readonly topic: string;
  readonly log: Logger;
  /** Called when there is something new to deliver. */
  readonly onDeliveries: () => void;
  /** How often a subscriber gets each summary at most; a digest an hour and a flood summary in 10 minutes when left out. */
  readonly summariesEveryMs?: SummaryQuery['everyMs'];
}

/** Sends what was held until its time, and the summaries. All of it is stored with the deliveries: a restart forgets nothing, and of several timers one fires. */
export class MailTimer {
  readonly #options: MailTimerOptions;
  readonly #stopping = new AbortController();
  #failing = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: MailTimerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#look();
      await delay(everyMs, null, { signal }).catch(() => null);
    }
  }

  async #look(): Promise<void> {
    const { model, log, onDeliveries, summariesEveryMs = usualSummaries } = this.#options;
    try {
      const fired = await this.#fire();
      const summaries = await sendSummaries(model, { everyMs: summariesEveryMs });
      if (fired + summaries.length > 0) onDeliveries();
      this.#failing = false;
    } catch (err) {
      if (!this.#failing) log.warn({ err }, 'mail.timers-interrupted');
      this.#failing = true;
    }
  }

  async #fire(): Promise<number> {
    const { model, clock, clockKind, topic, log } = this.#options;
    const judgedAt = { topic, now: clockKind === 'stream' ? null : clock.now() };
    const fired = await fireMailTimers(model, { judgedAt, limit: portion, mostInTenMinutes });
    for (const { id, becomes, reason } of fired) log.info({ delivery: id, becomes, reason }, 'mail.timer-fired');
    return fired.length;
  }
}
