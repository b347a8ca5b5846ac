import type { EpochMs } from '@cisterna/contract';
import type { AlertRecord, AlertStep } from '@cisterna/domain';
import type { Clock, Logger } from '@cisterna/platform';
import {
  alertChangesChannel,
  changeAlert,
  changesChannel,
  listenForChanges,
  type ChangeListener,
  type JudgedAt,
  type ReadModel,
} from '@cisterna/read-model';
import { WorkLoop } from './work-loop.ts';

/** News within this time of each other are looked at together. */
const gatherMs = 100;
/** Without any news it is looked this often, for what a lost connection did not tell. */
const fallbackMs = 1_000;
/** So many alerts are fetched at a time, and so many change side by side. */
const portion = 200;
const sideBySide = 4;

export interface AlertTimerOptions {
  readonly model: ReadModel;
  readonly log: Logger;
  readonly clock: Clock;
  /** Under `stream` it is as late as the time through which a pump's partition of this topic has been read. */
  readonly clockKind: 'wall' | 'stream';
  readonly topic: string;
}

/** What a timer does to alerts when their time has come. */
export interface AlertTurns<Due extends { readonly alertId: string }> {
  /** As the log names it: `<name>.interrupted` and so on. */
  readonly name: string;
  /** What the log says of each change. */
  readonly changed: string;
  /** The alerts whose time has come, at most `limit`. */
  readonly due: (model: ReadModel, judgedAt: JudgedAt, limit: number) => Promise<readonly Due[]>;
  /** When the next one's comes after `after`, by the wall clock; null: none's. */
  readonly next: (model: ReadModel, after: EpochMs) => Promise<EpochMs | null>;
  /** Decided on the locked alert; null where nothing is to be changed. */
  readonly step: (record: AlertRecord, due: Due) => AlertStep | null;
}

/**
 * Changes alerts when their time has come. What is due is stored: a restart forgets none, and any number of timers may run, since each change is
 * decided on the locked alert and the second finds nothing to change.
 */
export class AlertTimer<Due extends { readonly alertId: string }> {
  readonly #options: AlertTimerOptions;
  readonly #turns: AlertTurns<Due>;
  readonly #loop: WorkLoop;
  #listener: ChangeListener | null = null;

  constructor(options: AlertTimerOptions, turns: AlertTurns<Due>) {
    this.#options = options;
    this.#turns = turns;
    const work = (stopping: AbortSignal): Promise<number> => this.#turnDue(stopping);
    this.#loop = new WorkLoop({ work, gatherMs, name: turns.name, log: options.log });
  }

  /** Begins, and goes on until it is stopped whatever fails meanwhile. The stream's clock moves with every batch, the wall clock with none. */
  start(): void {
    const { model, clockKind } = this.#options;
    this.#listener = listenForChanges(model, this.#loop.wake, clockKind === 'stream' ? changesChannel : alertChangesChannel);
    this.#loop.start();
  }

  /** Ends after the alerts under way. */
  async stop(): Promise<void> {
    await Promise.all([this.#listener?.stop(), this.#loop.stop()]);
  }

  /** Changes what is due and says after how many milliseconds to look again. */
  async #turnDue(stopping: AbortSignal): Promise<number> {
    const { model, clock, clockKind } = this.#options;
    let more = true;
    while (more && !stopping.aborted) more = await this.#turnPortion();
    if (clockKind === 'stream') return fallbackMs;
    const now = clock.now();
    const next = await this.#turns.next(model, now);
    return next === null ? fallbackMs : Math.min(fallbackMs, next - now);
  }

  /** Whether there may be more to change. */
  async #turnPortion(): Promise<boolean> {
    const { model, topic, clock, clockKind } = this.#options;
    const due = await this.#turns.due(model, { topic, now: clockKind === 'stream' ? null : clock.now() }, portion);
    for (let first = 0; first < due.length; first += sideBySide)
      await Promise.all(due.slice(first, first + sideBySide).map(each => this.#turn(each)));
    return due.length === portion;
  }

  async #turn(due: Due): Promise<void> {
    const { model, log } = this.#options;
    const { step, changed } = this.#turns;
    const outcome = await changeAlert(model, due.alertId, record => step(record, due));
    if (outcome?.kind === 'changed') log.info({ alertId: due.alertId, version: outcome.record.view.version }, changed);
  }
}
