import type { SubscriptionChannel } from '@cisterna/contract';
import type { Logger } from '@cisterna/platform';
import { alertChangesChannel, dispatchChanges, listenForChanges, type ChangeListener, type ReadModel } from '@cisterna/read-model';
import { judgeMail } from '../mail/judge-mail.ts';
import { WorkLoop } from '../work-loop.ts';
import { createChoose } from './choose.ts';

const portion = 500;
/** Without any news the changes are looked at this often: a wake-up may be lost with its connection. */
const fallbackMs = 1_000;

export interface DispatcherOptions {
  readonly model: ReadModel;
  /** The channels that carry every change. */
  readonly channels: readonly SubscriptionChannel[];
  /** Called when there is something new to deliver. */
  readonly onDeliveries: () => void;
  readonly log: Logger;
}

/** Makes deliveries of alert changes, awake at every one and at nothing else; any number of instances may do so at once. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #loop: WorkLoop;
  #listener: ChangeListener | null = null;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const work = (stopping: AbortSignal): Promise<number> => this.#dispatchAll(stopping);
    this.#loop = new WorkLoop({ work, name: 'dispatch', log: options.log });
  }

  start(): void {
    this.#listener = listenForChanges(this.#options.model, this.#loop.wake, alertChangesChannel);
    this.#loop.start();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    await Promise.all([this.#listener?.stop(), this.#loop.stop()]);
  }

  async #dispatchAll(stopping: AbortSignal): Promise<number> {
    while (!stopping.aborted && (await this.#dispatch())) continue;
    return fallbackMs;
  }

  /** Whether there may be more. */
  async #dispatch(): Promise<boolean> {
    const { model, channels, onDeliveries } = this.#options;
    const query = { limit: portion, channels, choose: createChoose(), decideMail: judgeMail };
    const { changes, deliveries } = await dispatchChanges(model, query);
    if (deliveries > 0) onDeliveries();
    return changes === portion;
  }
}
