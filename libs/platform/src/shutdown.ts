import type { Logger } from 'pino';

/** Ends something; told how many milliseconds it has. */
export type Closer = (remainingMs: number) => void | Promise<void>;

/** `exit` ends the process; another one is given in tests. */
export interface ShutdownOptions {
  readonly log: Logger;
  /** From the signal to the exit, whatever hangs. */
  readonly deadlineMs?: number;
  readonly exit?: (code: number) => void;
}

/**
 * One press of Ctrl-C can arrive twice, from the terminal and from the npm that started us; only a signal after this time is a second wish.
 */
const sameWishMs = 1_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The orderly end of a process: what was opened last is closed first, once, within a deadline. */
export class Shutdown {
  readonly #log: Logger;
  readonly #deadlineMs: number;
  readonly #exit: (code: number) => void;
  readonly #closers: { readonly name: string; readonly closer: Closer; readonly withinMs: number }[] = [];
  #running: Promise<void> | null = null;
  #startedAt = 0;

  constructor({ log, deadlineMs = 4_500, exit = code => process.exit(code) }: ShutdownOptions) {
    this.#log = log;
    this.#deadlineMs = deadlineMs;
    this.#exit = exit;
  }

  /** Registers what to close. After `withinMs` it counts as hung, is named in the log, and the next one has its turn. */
  add(name: string, closer: Closer, withinMs = 1_500): void {
    this.#closers.push({ name, closer, withinMs });
  }

  /** Takes SIGINT, SIGTERM, SIGHUP and errors that nobody caught. A second signal later than a second forces exit 1. */
  listen(): void {
    for (const signal of signals)
      process.on(signal, () => {
        this.#onSignal(signal);
      });
    process.on('uncaughtException', error => {
      this.fail(error);
    });
    process.on('unhandledRejection', reason => {
      this.fail(reason);
    });
  }

  /** Ends the process with exit 1 because of an error. */
  fail(error: unknown): void {
    this.#log.fatal({ err: error }, 'shutdown.error');
    void this.run('error', 1);
  }

  /** Closes everything, then exits: with `code`, or 1 when a closer failed or hung. Further calls wait for the first. */
  run(reason: string, code = 0): Promise<void> {
    this.#running ??= this.#closeAll(reason, code);
    return this.#running;
  }

  #onSignal(signal: string): void {
    if (this.#running === null) {
      void this.run(signal);
    } else if (performance.now() - this.#startedAt > sameWishMs) {
      this.#log.error({ signal }, 'shutdown.forced');
      this.#exit(1);
    }
  }

  async #closeAll(reason: string, code: number): Promise<void> {
    this.#startedAt = performance.now();
    this.#log.info({ reason }, 'shutdown.started');
    let unclean = false;
    for (let next = this.#closers.pop(); next !== undefined; next = this.#closers.pop()) {
      const { name, closer, withinMs } = next;
      const remainingMs = Math.max(0, this.#startedAt + this.#deadlineMs - performance.now());
      if (!(await this.#close(name, closer, Math.min(withinMs, remainingMs)))) unclean = true;
    }
    const tookMs = Math.round(performance.now() - this.#startedAt);
    this.#log.info({ tookMs, clean: !unclean }, 'shutdown.done');
    this.#exit(unclean ? 1 : code);
  }

  async #close(name: string, closer: Closer, withinMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<'hung'>(resolve => {
      timer = setTimeout(() => {
        resolve('hung');
      }, withinMs);
    });
    try {
      const outcome = await Promise.race([Promise.resolve().then(() => closer(withinMs)), hung]);
      if (outcome === 'hung') this.#log.error({ name, withinMs: Math.round(withinMs) }, 'shutdown.hung');
      return outcome !== 'hung';
    } catch (err) {
      this.#log.error({ err, name }, 'shutdown.closer-failed');
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
