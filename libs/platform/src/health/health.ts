/** How far the read models are behind the log: events, and seconds since the oldest of them came (null: not known). */
export interface Lag {
  readonly events: number;
  readonly seconds: number | null;
}

/** What a check found. `lag` is reported and never makes the process unready. */
export interface CheckResult {
  readonly ok: boolean;
  readonly detail?: string;
  readonly lag?: Lag;
}

/** Asks one dependency; a rejection counts as not ok, and so does silence. */
export type HealthCheck = () => CheckResult | Promise<CheckResult>;

/** An answer to be sent as it is. */
export interface HealthAnswer {
  readonly status: 200 | 503;
  readonly body: object;
}

type Phase = 'starting' | 'running' | 'stopping';

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const ask = async (check: HealthCheck, timeoutMs: number): Promise<CheckResult> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<CheckResult>(answer => {
    timer = setTimeout(() => {
      answer({ ok: false, detail: `no answer within ${timeoutMs} ms` });
    }, timeoutMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), silence]);
  } catch (error) {
    return { ok: false, detail: textOf(error) };
  } finally {
    clearTimeout(timer);
  }
};

const worst = (results: readonly CheckResult[]): Lag | null => {
  const lags = results.flatMap(({ lag }) => (lag === undefined ? [] : [lag]));
  if (lags.length === 0) return null;
  const seconds = lags.flatMap(lag => (lag.seconds === null ? [] : [lag.seconds]));
  return {
    events: lags.reduce((sum, { events }) => sum + events, 0),
    seconds: seconds.length === 0 ? null : Math.max(...seconds),
  };
};

/** Whether the process lives and is ready; the parts register what they depend on. */
export class Health {
  readonly #checks = new Map<string, { readonly check: HealthCheck; readonly timeoutMs: number }>();
  #phase: Phase = 'starting';
  #asking: Promise<HealthAnswer> | null = null;

  /** Adds a dependency under a name of its own; gives back its removal. A check without an answer within `timeoutMs` is not ok. */
  register(name: string, check: HealthCheck, timeoutMs = 2_000): () => void {
    if (this.#checks.has(name)) throw new Error(`a health check named ${name} is registered already`);
    this.#checks.set(name, { check, timeoutMs });
    return () => this.#checks.delete(name);
  }

  /** Says that all parts are up: until then the process is not ready, whatever its dependencies say. */
  started(): void {
    if (this.#phase === 'starting') this.#phase = 'running';
  }

  /** Says that the process is stopping: it is not ready any more. */
  stopping(): void {
    this.#phase = 'stopping';
  }

  /** 200 as long as the process can answer at all. */
  live(): HealthAnswer {
    return { status: 200, body: { status: 'live', phase: this.#phase } };
  }

  /** 200 when started and every dependency is ok, else 503; lists each dependency, and the lag. Callers at one time share one round of checks. */
  ready(): Promise<HealthAnswer> {
    this.#asking ??= this.#askAll().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #askAll(): Promise<HealthAnswer> {
    const names = [...this.#checks.keys()];
    const results = await Promise.all([...this.#checks.values()].map(({ check, timeoutMs }) => ask(check, timeoutMs)));
    const ok = this.#phase === 'running' && results.every(result => result.ok);
    const dependencies = Object.fromEntries(
      names.map((name, index) => [name, { ok: results[index]?.ok, detail: results[index]?.detail }]),
    );
    return {
      status: ok ? 200 : 503,
      body: { status: ok ? 'ready' : 'not-ready', phase: this.#phase, dependencies, lag: worst(results) },
    };
  }
}
