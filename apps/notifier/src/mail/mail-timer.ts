import type { Clock, Logger } from '@cisterna/platform';
import { fireMailTimers, sendSummaries, type ReadModel, type SummaryQuery } from '@cisterna/read-model';
import { WorkLoop } from '../work-loop.ts';
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
  readonly #loop: WorkLoop;

  constructor(options: MailTimerOptions) {
    this.#options = options;
    this.#loop = new WorkLoop({ work: () => this.#look(), name: 'mail-timers', log: options.log });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #look(): Promise<number> {
    const { model, onDeliveries, summariesEveryMs = usualSummaries } = this.#options;
    const fired = await this.#fire();
    const summaries = await sendSummaries(model, { everyMs: summariesEveryMs });
    if (fired + summaries.length > 0) onDeliveries();
    return everyMs;
  }

  async #fire(): Promise<number> {
    const { model, clock, clockKind, topic, log } = this.#options;
    const judgedAt = { topic, now: clockKind === 'stream' ? null : clock.now() };
    const fired = await fireMailTimers(model, { judgedAt, limit: portion, mostInTenMinutes });
    for (const { id, becomes, reason } of fired) log.info({ delivery: id, becomes, reason }, 'mail.timer-fired');
    return fired.length;
  }
}
