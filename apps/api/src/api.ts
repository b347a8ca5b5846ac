import type { EventLog } from '@cisterna/event-log';
import type { Clock, Health, Logger, Metrics, Settings } from '@cisterna/platform';
import type { ReadModel } from '@cisterna/read-model';

/** What the API is made of; whoever starts the process opens these and closes them after the API. */
export interface ApiDependencies {
  readonly settings: Pick<Settings, 'http' | 'clock' | 'access' | 'topics' | 'simulatedPumps' | 'webhooksMayBePrivate' | 'mail'>;
  readonly readModel: ReadModel;
  readonly eventLog: EventLog;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The HTTP interface of one process. */
export interface Api {
  /** Begins to answer on the host and port of the settings; throws ListenError when the address can't be had. */
  readonly listen: () => Promise<void>;
  /** Ends live streams, waits for answers under way, and frees the address. */
  readonly close: () => Promise<void>;
  /** Where it answers, with the real port; empty before `listen`. */
  readonly url: string;
}
