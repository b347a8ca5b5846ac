import type { EventLog } from '@cisterna/event-log';
import type { Clock, Health, Logger, Metrics, Part, Settings, Shutdown } from '@cisterna/platform';
import type { ReadModel } from '@cisterna/read-model';

/** Which process this is: one part alone, all of them, or one that builds the read models again. */
export type ServicePart = Part | 'cisterna' | 'rebuild';

/** What every part of Cisterna stands on, open and checked. Closed by `shutdown`, after what the part itself adds. */
export interface Service {
  readonly part: ServicePart;
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly shutdown: Shutdown;
  readonly model: ReadModel;
  /** The address of the database behind `model`. */
  readonly databaseUrl: string;
  readonly eventLog: EventLog;
}
