import type { SubscriptionChannel } from '@cisterna/contract';
import type { Logger } from '@cisterna/platform';
import { dispatchChanges, listenForChanges, type ChangeListener, type ReadModel } from '@cisterna/read-model';
import { judgeMail } from '../mail/judge-mail.ts';
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

/** Makes deliveries of alert changes, awake at every one; any number of instances may do so at once. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  #listener: ChangeListener | null = null;
  #stopped = false;
  #news = false;
  #failing = false;
  #wake: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  start(): void {
    this.#listener = listenForChanges(this.#options.model, () => {
      this.#news = true;
      this.#wake();
    });
    this.#running = this.#run();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#listener?.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#news = false;
      await this.#dispatchAll();
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
        if (this.#news || this.#stopped) resolve();
        timer = setTimeout(resolve, fallbackMs);
      });
      clearTimeout(timer);
    }
  }

  async #dispatchAll(): Promise<void> {
    try {
      while (!this.#stopped && (await this.#dispatch())) continue;
      this.#failing = false;
    } catch (err) {
      if (!this.#failing) this.#options.log.warn({ err }, 'dispatch.interrupted');
      this.#failing = true;
    }
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
