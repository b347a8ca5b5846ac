import { endShelf, shelfEnd } from '@cisterna/domain';
import type { Clock, Logger } from '@cisterna/platform';
import { changeAlert, listenForChanges, nextShelfEnd, shelvesDue, type ChangeListener, type DueShelf, type JudgedAt, type ReadModel } from '@cisterna/read-model';
import { WorkLoop } from '../work-loop.ts';

/** News within this time of each other are looked at together. */
const gatherMs = 100;
/** Without any news the shelves are looked at this often, for what a lost connection did not tell. */
const fallbackMs = 1_000;
/** So many are fetched at a time, and so many end side by side. */
const portion = 200;
const sideBySide = 4;

export interface ShelfTimerOptions {
  readonly model: ReadModel;
  readonly log: Logger;
  readonly clock: Clock;
  /** Under `stream` a shelf ends by the time through which its pump's partition of this topic has been read. */
  readonly clockKind: 'wall' | 'stream';
  readonly topic: string;
}

/**
 * Ends shelves when their time has come. Their ends are stored with the alerts, so that a restart forgets none; any number of timers may run,
 * since each end is decided on the locked alert: the second finds nothing to end.
 */
export class ShelfTimer {
  readonly #options: ShelfTimerOptions;
  readonly #loop: WorkLoop;
  #listener: ChangeListener | null = null;

  constructor(options: ShelfTimerOptions) {
    this.#options = options;
    const work = (stopping: AbortSignal): Promise<number> => this.#endDue(stopping);
    this.#loop = new WorkLoop({ work, gatherMs, name: 'shelves', log: options.log });
  }

  /** Begins, and goes on until it is stopped whatever fails meanwhile. */
  start(): void {
    this.#listener = listenForChanges(this.#options.model, this.#loop.wake);
    this.#loop.start();
  }

  /** Ends after the shelves under way. */
  async stop(): Promise<void> {
    await Promise.all([this.#listener?.stop(), this.#loop.stop()]);
  }

  /** Ends what is due and says after how many milliseconds to look again. */
  async #endDue(stopping: AbortSignal): Promise<number> {
    const { model, clock, clockKind } = this.#options;
    let more = true;
    while (more && !stopping.aborted) more = await this.#endPortion();
    if (clockKind === 'stream') return fallbackMs;
    const now = clock.now();
    const next = await nextShelfEnd(model, now);
    return next === null ? fallbackMs : Math.min(fallbackMs, next - now);
  }

  /** Whether there may be more to end. */
  async #endPortion(): Promise<boolean> {
    const due = await shelvesDue(this.#options.model, this.#judgedAt(), portion);
    for (let first = 0; first < due.length; first += sideBySide)
      await Promise.all(due.slice(first, first + sideBySide).map(shelf => this.#end(shelf)));
    return due.length === portion;
  }

  #judgedAt(): JudgedAt {
    const { topic, clock, clockKind } = this.#options;
    return { topic, now: clockKind === 'stream' ? null : clock.now() };
  }

  /** By the stream's clock, which may take hours in one step, a shelf has ended when it was due. */
  async #end({ alertId, now }: DueShelf): Promise<void> {
    const { model, log, clockKind } = this.#options;
    const outcome = await changeAlert(model, alertId, record => endShelf(record, { now, at: clockKind === 'wall' ? now : (shelfEnd(record.view) ?? now) }));
    if (outcome?.kind === 'changed') log.info({ alertId, version: outcome.record.view.version }, 'shelves.ended');
  }
}
