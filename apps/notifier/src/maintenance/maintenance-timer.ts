import { maintain } from '@cisterna/domain';
import type { Clock, Logger } from '@cisterna/platform';
import {
  changeAlert,
  listenForChanges,
  maintenanceTurns,
  nextMaintenanceTurn,
  type ChangeListener,
  type JudgedAt,
  type MaintenanceTurn,
  type ReadModel,
} from '@cisterna/read-model';
import { WorkLoop } from '../work-loop.ts';

/** News within this time of each other are looked at together. */
const gatherMs = 100;
/** Without any news maintenance is looked at this often, for what a lost connection did not tell. */
const fallbackMs = 1_000;
/** So many alerts are fetched at a time, and so many change side by side. */
const portion = 200;
const sideBySide = 4;

export interface MaintenanceTimerOptions {
  readonly model: ReadModel;
  readonly log: Logger;
  readonly clock: Clock;
  /** Under `stream` maintenance begins and ends by the time through which a pump's partition of this topic has been read. */
  readonly clockKind: 'wall' | 'stream';
  readonly topic: string;
}

/**
 * Brings the alerts that are open in line with maintenance that begins and ends; those raised meanwhile are so from the start. Maintenance is stored, and
 * so is what keeps each alert silent: a restart forgets none, and of several timers one changes an alert, since each change is decided on the locked alert.
 */
export class MaintenanceTimer {
  readonly #options: MaintenanceTimerOptions;
  readonly #loop: WorkLoop;
  #listener: ChangeListener | null = null;

  constructor(options: MaintenanceTimerOptions) {
    this.#options = options;
    const work = (stopping: AbortSignal): Promise<number> => this.#turnDue(stopping);
    this.#loop = new WorkLoop({ work, gatherMs, name: 'maintenance', log: options.log });
  }

  /** Begins, and goes on until it is stopped whatever fails meanwhile. */
  start(): void {
    this.#listener = listenForChanges(this.#options.model, this.#loop.wake);
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
    const next = await nextMaintenanceTurn(model, now);
    return next === null ? fallbackMs : Math.min(fallbackMs, next - now);
  }

  /** Whether there may be more to change. */
  async #turnPortion(): Promise<boolean> {
    const turns = await maintenanceTurns(this.#options.model, this.#judgedAt(), portion);
    for (let first = 0; first < turns.length; first += sideBySide)
      await Promise.all(turns.slice(first, first + sideBySide).map(turn => this.#turn(turn)));
    return turns.length === portion;
  }

  #judgedAt(): JudgedAt {
    const { topic, clock, clockKind } = this.#options;
    return { topic, now: clockKind === 'stream' ? null : clock.now() };
  }

  async #turn({ alertId, now, maintenance }: MaintenanceTurn): Promise<void> {
    const { model, log } = this.#options;
    const outcome = await changeAlert(model, alertId, record => maintain(record, maintenance, now));
    if (outcome?.kind === 'changed')
      log.info(
        { alertId, version: outcome.record.view.version, maintenance: maintenance?.id ?? null },
        'maintenance.turned',
      );
  }
}
