import type { EventLog } from '@cisterna/event-log';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import type { Sink } from './sink.ts';
import { toAppend } from './to-append.ts';

/** Appends records to the event log. */
export class LogSink implements Sink {
  constructor(private readonly log: Pick<EventLog, 'append' | 'close'>) {}

  write(records: readonly SimulatedRecord[]): Promise<void> {
    return this.log.append(records.map(toAppend));
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
