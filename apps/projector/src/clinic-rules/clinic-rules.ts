import { alertRulesWith, defaultAlertRules, type AlertRules } from '@cisterna/domain';
import type { Logger } from '@cisterna/platform';
import {
  allClinicRules,
  listenForChanges,
  rulesChannel,
  type ChangeListener,
  type ReadModel,
  type StoredClinicRules,
} from '@cisterna/read-model';
import type { RuleBook } from './rule-book.ts';

interface Known {
  readonly version: number;
  readonly rules: AlertRules;
}

const retryMs = 1_000;

/** The rules of all clinics in memory, as the read model has them: read before the first decision, and again whenever one changes. */
export class ClinicRules implements RuleBook {
  readonly #model: ReadModel;
  readonly #log: Logger;
  #known: ReadonlyMap<string, Known> = new Map();
  #listener: ChangeListener | null = null;
  #stopped = false;
  /** One reading after the other: the last one counts. */
  #reading: Promise<void> = Promise.resolve();

  constructor(model: ReadModel, log: Logger) {
    this.#model = model;
    this.#log = log;
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  readonly rulesOf = (clinicId: string | null): AlertRules =>
    this.#known.get(clinicId ?? '')?.rules ?? defaultAlertRules;

  /** Reads what is in force now. Throws DatabaseUnavailable. */
  async read(): Promise<void> {
    const reading = this.#reading.then(async () => {
      const stored = await allClinicRules(this.#model);
      this.#known = new Map(stored.map(one => [one.clinicId, this.#knownOf(one)]));
    });
    this.#reading = reading.catch(() => undefined);
    await reading;
  }

  /** Follows what changes from now on. */
  start(): void {
    this.#listener ??= listenForChanges(this.#model, this.#follow, rulesChannel);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#listener?.stop();
    await this.#reading;
  }

  /** Rules that did not change stay the same object. */
  #knownOf({ clinicId, version, changes }: StoredClinicRules): Known {
    const former = this.#known.get(clinicId);
    if (former?.version === version) return former;
    this.#log.info({ clinicId, version }, 'projector.rules-in-force');
    return { version, rules: alertRulesWith(changes) };
  }

  /** A reading that fails is tried again, until the service stops. */
  readonly #follow = (): void => {
    if (this.#stopped) return;
    this.read().catch((err: unknown) => {
      this.#log.warn({ err }, 'projector.rules-not-read');
      setTimeout(this.#follow, retryMs).unref();
    });
  };
}
